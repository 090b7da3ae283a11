// Generated from supabase/migrations by tools/local-supabase/generate-types.ts; not edited by hand.
// The public schema as supabase-js wants it: createClient<Database>(url, key).

export type Json =
  | string
  | number
  | boolean
  | null
  | { readonly [key: string]: Json | undefined }
  | readonly Json[]

export type Database = {
  public: {
    Tables: {
      audit_log: {
        Row: {
          action: string
          actor: string | null
          at: string
          changed_xid: string
          changes: Json
          command_id: string
          customer_id: string | null
          device_id: string | null
          id: string
          reason: string | null
          recorded_at: string
        }
        Insert: {
          action: string
          actor?: string | null
          at: string
          changed_xid?: string
          changes?: Json
          command_id: string
          customer_id?: string | null
          device_id?: string | null
          id?: string
          reason?: string | null
          recorded_at?: string
        }
        Update: {
          action?: string
          actor?: string | null
          at?: string
          changed_xid?: string
          changes?: Json
          command_id?: string
          customer_id?: string | null
          device_id?: string | null
          id?: string
          reason?: string | null
          recorded_at?: string
        }
        Relationships: [
          {
            foreignKeyName: 'audit_log_customer_id_fkey'
            columns: ['customer_id']
            isOneToOne: false
            referencedRelation: 'customers'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'audit_log_device_id_fkey'
            columns: ['device_id']
            isOneToOne: false
            referencedRelation: 'devices'
            referencedColumns: ['id']
          },
        ]
      }
      code_blocks: {
        Row: {
          claimed_at: string
          device_id: string
          first_code: number
          last_code: number
        }
        Insert: {
          claimed_at?: string
          device_id: string
          first_code: number
          last_code: number
        }
        Update: {
          claimed_at?: string
          device_id?: string
          first_code?: number
          last_code?: number
        }
        Relationships: [
          {
            foreignKeyName: 'code_blocks_device_id_fkey'
            columns: ['device_id']
            isOneToOne: false
            referencedRelation: 'devices'
            referencedColumns: ['id']
          },
        ]
      }
      command_log: {
        Row: {
          actor: string | null
          command_id: string
          customer_id: string | null
          device_id: string
          kind: string
          received_at: string
          result: Json
          seq: number
        }
        Insert: {
          actor?: string | null
          command_id: string
          customer_id?: string | null
          device_id: string
          kind: string
          received_at?: string
          result: Json
          seq: number
        }
        Update: {
          actor?: string | null
          command_id?: string
          customer_id?: string | null
          device_id?: string
          kind?: string
          received_at?: string
          result?: Json
          seq?: number
        }
        Relationships: [
          {
            foreignKeyName: 'command_log_device_id_fkey'
            columns: ['device_id']
            isOneToOne: false
            referencedRelation: 'devices'
            referencedColumns: ['id']
          },
        ]
      }
      crm_profile_links: {
        Row: {
          customer_id: string | null
          id: string
          linked_at: string
          linked_by: string | null
          match_confidence: number | null
          match_method: string | null
          profile_id: string
          stable_hash_id: string | null
        }
        Insert: {
          customer_id?: string | null
          id?: string
          linked_at?: string
          linked_by?: string | null
          match_confidence?: number | null
          match_method?: string | null
          profile_id: string
          stable_hash_id?: string | null
        }
        Update: {
          customer_id?: string | null
          id?: string
          linked_at?: string
          linked_by?: string | null
          match_confidence?: number | null
          match_method?: string | null
          profile_id?: string
          stable_hash_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: 'crm_profile_links_customer_id_fkey'
            columns: ['customer_id']
            isOneToOne: false
            referencedRelation: 'customers'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'crm_profile_links_profile_id_fkey'
            columns: ['profile_id']
            isOneToOne: false
            referencedRelation: 'profiles'
            referencedColumns: ['id']
          },
        ]
      }
      customer_bookings: {
        Row: {
          changed_xid: string
          created_at: string
          created_by: string | null
          customer_id: string
          ends_at: string
          external_id: string | null
          id: string
          notes: string | null
          package_id: string | null
          people: number
          profile_id: string | null
          resource: string
          source: string
          starts_at: string
          status: string
          updated_at: string
        }
        Insert: {
          changed_xid?: string
          created_at?: string
          created_by?: string | null
          customer_id: string
          ends_at: string
          external_id?: string | null
          id?: string
          notes?: string | null
          package_id?: string | null
          people?: number
          profile_id?: string | null
          resource: string
          source?: string
          starts_at: string
          status?: string
          updated_at?: string
        }
        Update: {
          changed_xid?: string
          created_at?: string
          created_by?: string | null
          customer_id?: string
          ends_at?: string
          external_id?: string | null
          id?: string
          notes?: string | null
          package_id?: string | null
          people?: number
          profile_id?: string | null
          resource?: string
          source?: string
          starts_at?: string
          status?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: 'customer_bookings_customer_id_fkey'
            columns: ['customer_id']
            isOneToOne: false
            referencedRelation: 'customers'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'customer_bookings_package_id_fkey'
            columns: ['package_id']
            isOneToOne: false
            referencedRelation: 'customer_packages'
            referencedColumns: ['id']
          },
        ]
      }
      customer_contact_history: {
        Row: {
          changed_xid: string
          contact_date: string
          contact_method: string | null
          contact_type: string
          contacted_by: string | null
          created_at: string
          customer_id: string
          device_id: string | null
          id: string
          notes: string | null
          purpose: string | null
          successful: boolean
        }
        Insert: {
          changed_xid?: string
          contact_date?: string
          contact_method?: string | null
          contact_type: string
          contacted_by?: string | null
          created_at?: string
          customer_id: string
          device_id?: string | null
          id?: string
          notes?: string | null
          purpose?: string | null
          successful?: boolean
        }
        Update: {
          changed_xid?: string
          contact_date?: string
          contact_method?: string | null
          contact_type?: string
          contacted_by?: string | null
          created_at?: string
          customer_id?: string
          device_id?: string | null
          id?: string
          notes?: string | null
          purpose?: string | null
          successful?: boolean
        }
        Relationships: [
          {
            foreignKeyName: 'customer_contact_history_customer_id_fkey'
            columns: ['customer_id']
            isOneToOne: false
            referencedRelation: 'customers'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'customer_contact_history_device_id_fkey'
            columns: ['device_id']
            isOneToOne: false
            referencedRelation: 'devices'
            referencedColumns: ['id']
          },
        ]
      }
      customer_identifiers: {
        Row: {
          created_at: string
          customer_id: string
          id: string
          kind: string
          normalised: string
          status: string
          value: string
        }
        Insert: {
          created_at?: string
          customer_id: string
          id: string
          kind: string
          normalised: string
          status?: string
          value: string
        }
        Update: {
          created_at?: string
          customer_id?: string
          id?: string
          kind?: string
          normalised?: string
          status?: string
          value?: string
        }
        Relationships: [
          {
            foreignKeyName: 'customer_identifiers_customer_id_fkey'
            columns: ['customer_id']
            isOneToOne: false
            referencedRelation: 'customers'
            referencedColumns: ['id']
          },
        ]
      }
      customer_ledger: {
        Row: {
          amount: number
          changed_xid: string
          customer_id: string
          device_id: string | null
          id: string
          kind: string
          occurred_at: string
          recorded_at: string
          recorded_by: string | null
          reverses_id: string | null
          source: string
          source_id: string | null
        }
        Insert: {
          amount: number
          changed_xid?: string
          customer_id: string
          device_id?: string | null
          id: string
          kind: string
          occurred_at: string
          recorded_at?: string
          recorded_by?: string | null
          reverses_id?: string | null
          source: string
          source_id?: string | null
        }
        Update: {
          amount?: number
          changed_xid?: string
          customer_id?: string
          device_id?: string | null
          id?: string
          kind?: string
          occurred_at?: string
          recorded_at?: string
          recorded_by?: string | null
          reverses_id?: string | null
          source?: string
          source_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: 'customer_ledger_customer_id_fkey'
            columns: ['customer_id']
            isOneToOne: false
            referencedRelation: 'customers'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'customer_ledger_device_id_fkey'
            columns: ['device_id']
            isOneToOne: false
            referencedRelation: 'devices'
            referencedColumns: ['id']
          },
        ]
      }
      customer_merge_history: {
        Row: {
          changed_xid: string
          command_id: string | null
          device_id: string | null
          id: string
          merge_reason: string | null
          merged_at: string
          merged_by: string | null
          merged_customer_code: string | null
          merged_customer_data: Json
          merged_customer_id: string
          primary_customer_id: string
          record: Json
          undone_at: string | null
          undone_by: string | null
          undone_command: string | null
        }
        Insert: {
          changed_xid?: string
          command_id?: string | null
          device_id?: string | null
          id?: string
          merge_reason?: string | null
          merged_at?: string
          merged_by?: string | null
          merged_customer_code?: string | null
          merged_customer_data: Json
          merged_customer_id: string
          primary_customer_id: string
          record?: Json
          undone_at?: string | null
          undone_by?: string | null
          undone_command?: string | null
        }
        Update: {
          changed_xid?: string
          command_id?: string | null
          device_id?: string | null
          id?: string
          merge_reason?: string | null
          merged_at?: string
          merged_by?: string | null
          merged_customer_code?: string | null
          merged_customer_data?: Json
          merged_customer_id?: string
          primary_customer_id?: string
          record?: Json
          undone_at?: string | null
          undone_by?: string | null
          undone_command?: string | null
        }
        Relationships: [
          {
            foreignKeyName: 'customer_merge_history_device_id_fkey'
            columns: ['device_id']
            isOneToOne: false
            referencedRelation: 'devices'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'customer_merge_history_merged_customer_id_fkey'
            columns: ['merged_customer_id']
            isOneToOne: false
            referencedRelation: 'customers'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'customer_merge_history_primary_customer_id_fkey'
            columns: ['primary_customer_id']
            isOneToOne: false
            referencedRelation: 'customers'
            referencedColumns: ['id']
          },
        ]
      }
      customer_notes: {
        Row: {
          changed_xid: string
          created_at: string
          created_by: string | null
          customer_id: string
          id: string
          is_internal: boolean
          is_pinned: boolean
          note_text: string
          note_type: string
          updated_at: string
        }
        Insert: {
          changed_xid?: string
          created_at?: string
          created_by?: string | null
          customer_id: string
          id?: string
          is_internal?: boolean
          is_pinned?: boolean
          note_text: string
          note_type?: string
          updated_at?: string
        }
        Update: {
          changed_xid?: string
          created_at?: string
          created_by?: string | null
          customer_id?: string
          id?: string
          is_internal?: boolean
          is_pinned?: boolean
          note_text?: string
          note_type?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: 'customer_notes_customer_id_fkey'
            columns: ['customer_id']
            isOneToOne: false
            referencedRelation: 'customers'
            referencedColumns: ['id']
          },
        ]
      }
      customer_package_uses: {
        Row: {
          changed_xid: string
          device_id: string | null
          id: string
          note: string | null
          package_id: string
          recorded_at: string
          used_at: string
          used_by: string | null
          uses: number
        }
        Insert: {
          changed_xid?: string
          device_id?: string | null
          id?: string
          note?: string | null
          package_id: string
          recorded_at?: string
          used_at: string
          used_by?: string | null
          uses?: number
        }
        Update: {
          changed_xid?: string
          device_id?: string | null
          id?: string
          note?: string | null
          package_id?: string
          recorded_at?: string
          used_at?: string
          used_by?: string | null
          uses?: number
        }
        Relationships: [
          {
            foreignKeyName: 'customer_package_uses_device_id_fkey'
            columns: ['device_id']
            isOneToOne: false
            referencedRelation: 'devices'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'customer_package_uses_package_id_fkey'
            columns: ['package_id']
            isOneToOne: false
            referencedRelation: 'customer_packages'
            referencedColumns: ['id']
          },
        ]
      }
      customer_packages: {
        Row: {
          changed_xid: string
          created_at: string
          created_by: string | null
          customer_id: string
          expires_on: string | null
          id: string
          package_name: string
          price: number
          purchased_on: string
          starts_on: string | null
          status: string
          transaction_id: string | null
          updated_at: string
          uses_taken: number
          uses_total: number | null
        }
        Insert: {
          changed_xid?: string
          created_at?: string
          created_by?: string | null
          customer_id: string
          expires_on?: string | null
          id?: string
          package_name: string
          price?: number
          purchased_on: string
          starts_on?: string | null
          status?: string
          transaction_id?: string | null
          updated_at?: string
          uses_taken?: number
          uses_total?: number | null
        }
        Update: {
          changed_xid?: string
          created_at?: string
          created_by?: string | null
          customer_id?: string
          expires_on?: string | null
          id?: string
          package_name?: string
          price?: number
          purchased_on?: string
          starts_on?: string | null
          status?: string
          transaction_id?: string | null
          updated_at?: string
          uses_taken?: number
          uses_total?: number | null
        }
        Relationships: [
          {
            foreignKeyName: 'customer_packages_customer_id_fkey'
            columns: ['customer_id']
            isOneToOne: false
            referencedRelation: 'customers'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'customer_packages_transaction_id_fkey'
            columns: ['transaction_id']
            isOneToOne: false
            referencedRelation: 'customer_transactions'
            referencedColumns: ['id']
          },
        ]
      }
      customer_redirects: {
        Row: {
          changed_xid: string
          customer_id: string
          dead_value: string
          id: string
          kind: string
        }
        Insert: {
          changed_xid?: string
          customer_id: string
          dead_value: string
          id: string
          kind: string
        }
        Update: {
          changed_xid?: string
          customer_id?: string
          dead_value?: string
          id?: string
          kind?: string
        }
        Relationships: [
          {
            foreignKeyName: 'customer_redirects_customer_id_fkey'
            columns: ['customer_id']
            isOneToOne: false
            referencedRelation: 'customers'
            referencedColumns: ['id']
          },
        ]
      }
      customer_transactions: {
        Row: {
          amount: number
          changed_xid: string
          created_at: string
          credit_used: number
          customer_id: string
          device_id: string | null
          id: string
          items: Json
          legacy_pos_customer_id: number | null
          payment_method: string | null
          points_earned: number
          points_used: number
          receipt_number: string | null
          sold_at: string
          sold_by: string | null
          source: string
          status: string
          updated_at: string
        }
        Insert: {
          amount: number
          changed_xid?: string
          created_at?: string
          credit_used?: number
          customer_id: string
          device_id?: string | null
          id?: string
          items?: Json
          legacy_pos_customer_id?: number | null
          payment_method?: string | null
          points_earned?: number
          points_used?: number
          receipt_number?: string | null
          sold_at: string
          sold_by?: string | null
          source?: string
          status?: string
          updated_at?: string
        }
        Update: {
          amount?: number
          changed_xid?: string
          created_at?: string
          credit_used?: number
          customer_id?: string
          device_id?: string | null
          id?: string
          items?: Json
          legacy_pos_customer_id?: number | null
          payment_method?: string | null
          points_earned?: number
          points_used?: number
          receipt_number?: string | null
          sold_at?: string
          sold_by?: string | null
          source?: string
          status?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: 'customer_transactions_customer_id_fkey'
            columns: ['customer_id']
            isOneToOne: false
            referencedRelation: 'customers'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'customer_transactions_device_id_fkey'
            columns: ['device_id']
            isOneToOne: false
            referencedRelation: 'devices'
            referencedColumns: ['id']
          },
        ]
      }
      customers: {
        Row: {
          address: string | null
          address_line_2: string | null
          available_credit: number
          available_point: number
          changed_xid: string
          city: string | null
          contact_number: string | null
          created_at: string
          created_by: string | null
          created_xid: string
          customer_code: string
          customer_name: string
          customer_source: Database['public']['Enums']['customer_source_enum']
          date_joined: string | null
          date_of_birth: string | null
          email: string | null
          email_pdpa: boolean
          first_transaction_at: string | null
          id: string
          is_active: boolean
          last_visit_at: string | null
          legacy_pos_customer_id: number | null
          linked_profile_id: string | null
          marketing_consent: boolean
          merged_into: string | null
          name_key: string | null
          nickname: string | null
          postal_code: string | null
          preferred_language: string | null
          profile_link_confidence: number | null
          profile_link_method: string | null
          profile_linked_at: string | null
          secondary_phone: string | null
          sms_pdpa: boolean
          stable_hash_id: string | null
          total_lifetime_value: number
          total_visits: number
          updated_at: string
          updated_by: string | null
          vip_status_date: string | null
          vip_tier_id: number | null
        }
        Insert: {
          address?: string | null
          address_line_2?: string | null
          available_credit?: number
          available_point?: number
          changed_xid?: string
          city?: string | null
          contact_number?: string | null
          created_at?: string
          created_by?: string | null
          created_xid?: string
          customer_code: string
          customer_name: string
          customer_source?: Database['public']['Enums']['customer_source_enum']
          date_joined?: string | null
          date_of_birth?: string | null
          email?: string | null
          email_pdpa?: boolean
          first_transaction_at?: string | null
          id?: string
          is_active?: boolean
          last_visit_at?: string | null
          legacy_pos_customer_id?: number | null
          linked_profile_id?: string | null
          marketing_consent?: boolean
          merged_into?: string | null
          name_key?: string | null
          nickname?: string | null
          postal_code?: string | null
          preferred_language?: string | null
          profile_link_confidence?: number | null
          profile_link_method?: string | null
          profile_linked_at?: string | null
          secondary_phone?: string | null
          sms_pdpa?: boolean
          stable_hash_id?: string | null
          total_lifetime_value?: number
          total_visits?: number
          updated_at?: string
          updated_by?: string | null
          vip_status_date?: string | null
          vip_tier_id?: number | null
        }
        Update: {
          address?: string | null
          address_line_2?: string | null
          available_credit?: number
          available_point?: number
          changed_xid?: string
          city?: string | null
          contact_number?: string | null
          created_at?: string
          created_by?: string | null
          created_xid?: string
          customer_code?: string
          customer_name?: string
          customer_source?: Database['public']['Enums']['customer_source_enum']
          date_joined?: string | null
          date_of_birth?: string | null
          email?: string | null
          email_pdpa?: boolean
          first_transaction_at?: string | null
          id?: string
          is_active?: boolean
          last_visit_at?: string | null
          legacy_pos_customer_id?: number | null
          linked_profile_id?: string | null
          marketing_consent?: boolean
          merged_into?: string | null
          name_key?: string | null
          nickname?: string | null
          postal_code?: string | null
          preferred_language?: string | null
          profile_link_confidence?: number | null
          profile_link_method?: string | null
          profile_linked_at?: string | null
          secondary_phone?: string | null
          sms_pdpa?: boolean
          stable_hash_id?: string | null
          total_lifetime_value?: number
          total_visits?: number
          updated_at?: string
          updated_by?: string | null
          vip_status_date?: string | null
          vip_tier_id?: number | null
        }
        Relationships: [
          {
            foreignKeyName: 'customers_merged_into_fkey'
            columns: ['merged_into']
            isOneToOne: false
            referencedRelation: 'customers'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'customers_vip_tier_id_fkey'
            columns: ['vip_tier_id']
            isOneToOne: false
            referencedRelation: 'vip_tiers'
            referencedColumns: ['id']
          },
        ]
      }
      device_staff: {
        Row: {
          device_id: string
          signed_in_at: string
          staff_id: string
        }
        Insert: {
          device_id: string
          signed_in_at?: string
          staff_id: string
        }
        Update: {
          device_id?: string
          signed_in_at?: string
          staff_id?: string
        }
        Relationships: [
          {
            foreignKeyName: 'device_staff_device_id_fkey'
            columns: ['device_id']
            isOneToOne: false
            referencedRelation: 'devices'
            referencedColumns: ['id']
          },
        ]
      }
      devices: {
        Row: {
          app_version: string | null
          id: string
          last_seen_at: string
          last_seq: number
          name: string
          protocol: number
          registered_at: string
          registered_by: string | null
          status: string
        }
        Insert: {
          app_version?: string | null
          id: string
          last_seen_at?: string
          last_seq?: number
          name: string
          protocol?: number
          registered_at?: string
          registered_by?: string | null
          status?: string
        }
        Update: {
          app_version?: string | null
          id?: string
          last_seen_at?: string
          last_seq?: number
          name?: string
          protocol?: number
          registered_at?: string
          registered_by?: string | null
          status?: string
        }
        Relationships: []
      }
      duplicate_dismissals: {
        Row: {
          changed_xid: string
          device_id: string | null
          dismissed_at: string
          dismissed_by: string | null
          first_customer_id: string
          id: string
          is_withdrawn: boolean
          reason: string | null
          second_customer_id: string
        }
        Insert: {
          changed_xid?: string
          device_id?: string | null
          dismissed_at?: string
          dismissed_by?: string | null
          first_customer_id: string
          id?: string
          is_withdrawn?: boolean
          reason?: string | null
          second_customer_id: string
        }
        Update: {
          changed_xid?: string
          device_id?: string | null
          dismissed_at?: string
          dismissed_by?: string | null
          first_customer_id?: string
          id?: string
          is_withdrawn?: boolean
          reason?: string | null
          second_customer_id?: string
        }
        Relationships: [
          {
            foreignKeyName: 'duplicate_dismissals_device_id_fkey'
            columns: ['device_id']
            isOneToOne: false
            referencedRelation: 'devices'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'duplicate_dismissals_first_customer_id_fkey'
            columns: ['first_customer_id']
            isOneToOne: false
            referencedRelation: 'customers'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'duplicate_dismissals_second_customer_id_fkey'
            columns: ['second_customer_id']
            isOneToOne: false
            referencedRelation: 'customers'
            referencedColumns: ['id']
          },
        ]
      }
      feature_flags: {
        Row: {
          changed_by: string | null
          changed_xid: string
          description: string
          id: string
          is_enabled: boolean
          name: string
          updated_at: string
        }
        Insert: {
          changed_by?: string | null
          changed_xid?: string
          description: string
          id?: string
          is_enabled?: boolean
          name: string
          updated_at?: string
        }
        Update: {
          changed_by?: string | null
          changed_xid?: string
          description?: string
          id?: string
          is_enabled?: boolean
          name?: string
          updated_at?: string
        }
        Relationships: []
      }
      notification_reads: {
        Row: {
          changed_xid: string
          device_id: string | null
          id: string
          notification_id: string
          read_at: string
          staff_id: string
        }
        Insert: {
          changed_xid?: string
          device_id?: string | null
          id?: string
          notification_id: string
          read_at?: string
          staff_id: string
        }
        Update: {
          changed_xid?: string
          device_id?: string | null
          id?: string
          notification_id?: string
          read_at?: string
          staff_id?: string
        }
        Relationships: [
          {
            foreignKeyName: 'notification_reads_device_id_fkey'
            columns: ['device_id']
            isOneToOne: false
            referencedRelation: 'devices'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'notification_reads_notification_id_fkey'
            columns: ['notification_id']
            isOneToOne: false
            referencedRelation: 'notifications'
            referencedColumns: ['id']
          },
        ]
      }
      notifications: {
        Row: {
          action_required: boolean
          changed_xid: string
          created_at: string
          created_by: string | null
          description: string
          effective_date: string
          id: string
          impact: string
          title: string
          training_materials: string[]
          updated_at: string
          withdrawn_at: string | null
        }
        Insert: {
          action_required?: boolean
          changed_xid?: string
          created_at?: string
          created_by?: string | null
          description: string
          effective_date: string
          id?: string
          impact?: string
          title: string
          training_materials?: string[]
          updated_at?: string
          withdrawn_at?: string | null
        }
        Update: {
          action_required?: boolean
          changed_xid?: string
          created_at?: string
          created_by?: string | null
          description?: string
          effective_date?: string
          id?: string
          impact?: string
          title?: string
          training_materials?: string[]
          updated_at?: string
          withdrawn_at?: string | null
        }
        Relationships: []
      }
      profiles: {
        Row: {
          created_at: string
          display_name: string | null
          email: string | null
          id: string
          phone_number: string | null
          updated_at: string
          vip_customer_data_id: string | null
        }
        Insert: {
          created_at?: string
          display_name?: string | null
          email?: string | null
          id: string
          phone_number?: string | null
          updated_at?: string
          vip_customer_data_id?: string | null
        }
        Update: {
          created_at?: string
          display_name?: string | null
          email?: string | null
          id?: string
          phone_number?: string | null
          updated_at?: string
          vip_customer_data_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: 'profiles_vip_customer_data_id_fkey'
            columns: ['vip_customer_data_id']
            isOneToOne: false
            referencedRelation: 'vip_customer_data'
            referencedColumns: ['id']
          },
        ]
      }
      saved_views: {
        Row: {
          changed_xid: string
          created_at: string
          definition: Json
          id: string
          is_removed: boolean
          is_shared: boolean
          name: string
          sort_order: number
          staff_id: string
          updated_at: string
        }
        Insert: {
          changed_xid?: string
          created_at?: string
          definition: Json
          id?: string
          is_removed?: boolean
          is_shared?: boolean
          name: string
          sort_order?: number
          staff_id: string
          updated_at?: string
        }
        Update: {
          changed_xid?: string
          created_at?: string
          definition?: Json
          id?: string
          is_removed?: boolean
          is_shared?: boolean
          name?: string
          sort_order?: number
          staff_id?: string
          updated_at?: string
        }
        Relationships: []
      }
      sync_conflicts: {
        Row: {
          changed_xid: string
          column_name: string | null
          created_at: string
          customer_id: string
          id: string
          kept_at: string | null
          kept_by: string | null
          kept_device: string | null
          kept_value: Json | null
          kind: string
          other_at: string | null
          other_by: string | null
          other_device: string | null
          other_value: Json | null
          settled_at: string | null
          settled_by: string | null
          settled_value: Json | null
          status: string
        }
        Insert: {
          changed_xid?: string
          column_name?: string | null
          created_at?: string
          customer_id: string
          id?: string
          kept_at?: string | null
          kept_by?: string | null
          kept_device?: string | null
          kept_value?: Json | null
          kind: string
          other_at?: string | null
          other_by?: string | null
          other_device?: string | null
          other_value?: Json | null
          settled_at?: string | null
          settled_by?: string | null
          settled_value?: Json | null
          status?: string
        }
        Update: {
          changed_xid?: string
          column_name?: string | null
          created_at?: string
          customer_id?: string
          id?: string
          kept_at?: string | null
          kept_by?: string | null
          kept_device?: string | null
          kept_value?: Json | null
          kind?: string
          other_at?: string | null
          other_by?: string | null
          other_device?: string | null
          other_value?: Json | null
          settled_at?: string | null
          settled_by?: string | null
          settled_value?: Json | null
          status?: string
        }
        Relationships: [
          {
            foreignKeyName: 'sync_conflicts_customer_id_fkey'
            columns: ['customer_id']
            isOneToOne: false
            referencedRelation: 'customers'
            referencedColumns: ['id']
          },
        ]
      }
      sync_settings: {
        Row: {
          credit_allowance: number
          epoch: string
          lost_codes: string
          next_code: number
          only_row: boolean
          tombstones_from: string
        }
        Insert: {
          credit_allowance?: number
          epoch?: string
          lost_codes?: string
          next_code?: number
          only_row?: boolean
          tombstones_from?: string
        }
        Update: {
          credit_allowance?: number
          epoch?: string
          lost_codes?: string
          next_code?: number
          only_row?: boolean
          tombstones_from?: string
        }
        Relationships: []
      }
      sync_tombstones: {
        Row: {
          changed_xid: string
          deleted_at: string
          id: string
          row_id: string
          table_name: string
        }
        Insert: {
          changed_xid?: string
          deleted_at?: string
          id?: string
          row_id: string
          table_name: string
        }
        Update: {
          changed_xid?: string
          deleted_at?: string
          id?: string
          row_id?: string
          table_name?: string
        }
        Relationships: []
      }
      vip_customer_data: {
        Row: {
          created_at: string
          id: string
          stable_hash_id: string | null
          updated_at: string
          vip_display_name: string | null
          vip_email: string | null
          vip_phone_number: string | null
          vip_tier_id: number | null
        }
        Insert: {
          created_at?: string
          id?: string
          stable_hash_id?: string | null
          updated_at?: string
          vip_display_name?: string | null
          vip_email?: string | null
          vip_phone_number?: string | null
          vip_tier_id?: number | null
        }
        Update: {
          created_at?: string
          id?: string
          stable_hash_id?: string | null
          updated_at?: string
          vip_display_name?: string | null
          vip_email?: string | null
          vip_phone_number?: string | null
          vip_tier_id?: number | null
        }
        Relationships: [
          {
            foreignKeyName: 'vip_customer_data_vip_tier_id_fkey'
            columns: ['vip_tier_id']
            isOneToOne: false
            referencedRelation: 'vip_tiers'
            referencedColumns: ['id']
          },
        ]
      }
      vip_tiers: {
        Row: {
          benefits: string | null
          changed_xid: string
          colour: string
          id: number
          is_active: boolean
          name: string
          sort_order: number
        }
        Insert: {
          benefits?: string | null
          changed_xid?: string
          colour?: string
          id?: number
          is_active?: boolean
          name: string
          sort_order?: number
        }
        Update: {
          benefits?: string | null
          changed_xid?: string
          colour?: string
          id?: number
          is_active?: boolean
          name?: string
          sort_order?: number
        }
        Relationships: []
      }
      website_profiles: {
        Row: {
          changed_xid: string
          display_name: string | null
          email: string | null
          id: string
          joined_at: string | null
          phone_number: string | null
        }
        Insert: {
          changed_xid?: string
          display_name?: string | null
          email?: string | null
          id: string
          joined_at?: string | null
          phone_number?: string | null
        }
        Update: {
          changed_xid?: string
          display_name?: string | null
          email?: string | null
          id?: string
          joined_at?: string | null
          phone_number?: string | null
        }
        Relationships: []
      }
    }
    Views: Record<never, never>
    Functions: {
      claim_codes: {
        Args: {
          p_device: string | null
          p_count: number | null
        }
        Returns: Json
      }
      register_device: {
        Args: {
          p_device: string | null
          p_name: string | null
        }
        Returns: Json
      }
      revoke_device: {
        Args: {
          p_device: string | null
        }
        Returns: Json
      }
      sync_bucket_rows: {
        Args: {
          p_device: string | null
          p_table: string | null
          p_buckets: number[] | null
          p_after: string | null
          p_limit: number | null
        }
        Returns: Json
      }
      sync_hashes: {
        Args: {
          p_device: string | null
          p_tables: string[] | null
        }
        Returns: Json
      }
      sync_hello: {
        Args: {
          p_device: string | null
          p_protocol: number | null
          p_app_version: string | null
        }
        Returns: Json
      }
      sync_new_epoch: {
        Args: Record<PropertyKey, never>
        Returns: Json
      }
      sync_pull: {
        Args: {
          p_device: string | null
          p_protocol: number | null
          p_epoch: string | null
          p_from: string | null
          p_to: string | null
          p_after: Json | null
          p_tables: string[] | null
          p_limit: number | null
        }
        Returns: Json
      }
      sync_purge: {
        Args: {
          p_days?: number | null
        }
        Returns: Json
      }
      sync_push: {
        Args: {
          p_device: string | null
          p_protocol: number | null
          p_epoch: string | null
          p_sent_at: string | null
          p_first_seq: number | null
          p_commands: Json | null
        }
        Returns: Json
      }
      sync_version: {
        Args: Record<PropertyKey, never>
        Returns: Json
      }
    }
    Enums: {
      customer_source_enum: 'Walk In' | 'Website Booking' | 'Phone Call' | 'Social Media' | 'Referral' | 'Corporate' | 'Event' | 'Marketing Campaign' | 'Mobile App' | 'Others'
    }
    CompositeTypes: Record<never, never>
  }
}
