-- What every table and column is for, where the database itself tells it (Studio, psql's \d+, generated types).
-- One line each: `table = text` or `table.column = text`. A line that names nothing fails the migration.

create function pg_temp.describe(p_lines text) returns void language plpgsql as $$
declare
  line text;
  place text;
  words text;
begin
  foreach line in array regexp_split_to_array(p_lines, E'\n') loop
    continue when btrim(line) = '';
    place := btrim(split_part(line, '=', 1));
    words := btrim(substr(line, strpos(line, '=') + 1));
    if place not like 'backoffice.%' then
      place := 'public.' || place;
    end if;
    if split_part(place, '.', 3) = '' then
      execute format('comment on table %I.%I is %L', split_part(place, '.', 1), split_part(place, '.', 2), words);
    else
      execute format('comment on column %I.%I.%I is %L',
        split_part(place, '.', 1), split_part(place, '.', 2), split_part(place, '.', 3), words);
    end if;
  end loop;
end $$;

comment on schema backoffice is 'What staff and the old POS keep; not exposed through the API.';
comment on schema app is 'Helpers of triggers, policies and functions; not exposed through the API.';
comment on type public.customer_source_enum is 'How a customer first came to the venue.';

select pg_temp.describe($lines$
customers = The directory. Rows are written by functions only; an id and a code never change and are never used again.
customers.id = UUID (version 7), made by the counter that created the customer.
customers.customer_code = CUS- and at least three digits; from a block of the device, or the next free one.
customers.customer_name = Full name as it was told, in Thai or Latin.
customers.nickname = What people call them.
customers.contact_number = First phone as typed; every number they ever had is in customer_identifiers.
customers.secondary_phone = Second phone as typed.
customers.email = E-mail as typed.
customers.date_of_birth = Day of birth (Gregorian).
customers.address = First line of the address.
customers.address_line_2 = Second line of the address.
customers.city = City or province.
customers.postal_code = Postal code.
customers.preferred_language = th or en; null when not known.
customers.date_joined = Day of registration.
customers.customer_source = How they first came to the venue.
customers.vip_tier_id = Their VIP tier; null for none.
customers.sms_pdpa = Consented to SMS; of two answers given apart, the stricter stands.
customers.email_pdpa = Consented to e-mail; of two answers given apart, the stricter stands.
customers.marketing_consent = Consented to marketing; of two answers given apart, the stricter stands.
customers.linked_profile_id = The website user who is this customer (public.profiles.id).
customers.is_active = False once deactivated; nothing is deleted.
customers.merged_into = The customer this one was folded into, who lives on for both.
customers.name_key = How the name sounds, its script and its words, computed by the counter; null for rows that came another way.
customers.available_credit = Sum of the ledger's credit entries, in baht.
customers.available_point = Sum of the ledger's points entries.
customers.total_lifetime_value = Sum of the ledger's spend entries, in baht.
customers.total_visits = Sum of the ledger's visit entries.
customers.last_visit_at = Latest visit that was not taken back.
customers.first_transaction_at = Earliest spend entry.
customers.legacy_pos_customer_id = Newest id in the old POS (backoffice.customers.id); older ones are identifiers.
customers.stable_hash_id = Hash of the old CRM; not unique, several people share some.
customers.created_by = Staff member who created the row.
customers.created_at = When the customer was created at the counter, by a clock the server set right.
customers.updated_by = Staff member who changed the row last.
customers.updated_at = Server time of the latest change.
customers.created_xid = Transaction that made the row: tells whether a counter could have known of it.
customers.changed_xid = Transaction that changed the row, or an identifier of it, last.
customer_identifiers = Everything that points at a customer: many per person, kept for ever, never unique.
customer_identifiers.id = UUID made where the identifier was entered.
customer_identifiers.customer_id = Whom it points at.
customer_identifiers.kind = phone, email, legacy_id, card, profile, stable_hash or alias (a code they once held).
customer_identifiers.value = As it was typed.
customer_identifiers.normalised = Normal form it is found by: E.164 for a phone, lower case for an e-mail.
customer_identifiers.status = current, or old once it is no longer theirs; old ones still find the person.
customer_identifiers.created_at = When it was recorded.
customer_redirects = Every id, code, card and legacy id that died in a merge, and who lives on for it.
customer_redirects.id = UUID.
customer_redirects.kind = What died: id, code, legacy_id or card.
customer_redirects.dead_value = The dead id, code or number.
customer_redirects.customer_id = Who lives on for it.
customer_redirects.changed_xid = Transaction that changed the row last.
customer_ledger = Credit, points, spend and visits as entries that are only ever added; balances are their sums.
customer_ledger.id = UUID made by the counter.
customer_ledger.customer_id = Whose entry it is; the only thing that may change, when customers are merged.
customer_ledger.kind = credit, points, spend or visit.
customer_ledger.amount = Satang for credit and spend, else a number; negative takes away.
customer_ledger.source = What it comes from: sale, top_up, check_in, adjustment, import...
customer_ledger.source_id = Receipt or other number at the source.
customer_ledger.reverses_id = The entry this one takes back.
customer_ledger.occurred_at = When it happened at the counter.
customer_ledger.recorded_at = When the server recorded it.
customer_ledger.recorded_by = Staff member who made the entry.
customer_ledger.device_id = Counter it was made at.
customer_ledger.changed_xid = Transaction that changed the row last.
customer_notes = What staff should know of a customer.
customer_notes.id = UUID made by the counter.
customer_notes.customer_id = Whom the note is about.
customer_notes.note_type = general, complaint, preference...
customer_notes.note_text = The note; at most 5,000 characters.
customer_notes.is_pinned = Shown on top of the card.
customer_notes.is_internal = For staff only, never shown to the customer.
customer_notes.created_by = Who wrote it.
customer_notes.created_at = When it was written.
customer_notes.updated_at = Server time of the latest change.
customer_notes.changed_xid = Transaction that changed the row last.
customer_contact_history = Calls, messages and talks with a customer.
customer_contact_history.id = UUID.
customer_contact_history.customer_id = Who was contacted.
customer_contact_history.contact_type = phone, email, sms, chat or visit.
customer_contact_history.contact_method = The very number or address that was used.
customer_contact_history.contacted_by = Staff member who made the contact.
customer_contact_history.contact_date = When it took place.
customer_contact_history.purpose = booking, follow-up, marketing...
customer_contact_history.notes = What was said.
customer_contact_history.successful = Whether the person was reached.
customer_contact_history.device_id = Counter it was recorded at.
customer_contact_history.created_at = When the server recorded it.
customer_contact_history.changed_xid = Transaction that changed the row last.
customer_merge_history = Every merge, with everything it moved, so that it can be undone exactly.
customer_merge_history.id = UUID.
customer_merge_history.primary_customer_id = Who lives on.
customer_merge_history.merged_customer_id = Who was folded in.
customer_merge_history.merged_customer_code = Code of the one folded in.
customer_merge_history.merged_customer_data = The folded customer's row and every row that moved.
customer_merge_history.merge_reason = Why.
customer_merge_history.merged_by = Who merged; null when the server did (one person created twice, apart).
customer_merge_history.merged_at = When.
customer_merge_history.command_id = The command that merged.
customer_merge_history.device_id = Counter it came from.
customer_merge_history.undone_at = When it was undone; null while it stands.
customer_merge_history.undone_by = Who undid it.
customer_merge_history.changed_xid = Transaction that changed the row last.
customer_transactions = Sales, one row per receipt.
customer_transactions.id = UUID.
customer_transactions.customer_id = Who bought.
customer_transactions.receipt_number = Number on the receipt.
customer_transactions.source = counter, pos, website...
customer_transactions.status = completed, refunded or void.
customer_transactions.amount = Total in baht.
customer_transactions.credit_used = Paid with credit, in baht.
customer_transactions.points_used = Points that were spent.
customer_transactions.points_earned = Points that were earned.
customer_transactions.items = What was sold: a list of {name, quantity, amount}.
customer_transactions.payment_method = cash, card, transfer...
customer_transactions.sold_at = When.
customer_transactions.sold_by = Staff member at the till.
customer_transactions.device_id = Counter it was recorded at.
customer_transactions.legacy_pos_customer_id = Id in the old POS the receipt was written for.
customer_transactions.created_at = When the server recorded it.
customer_transactions.updated_at = Server time of the latest change.
customer_transactions.changed_xid = Transaction that changed the row last.
customer_packages = What customers bought in advance: a number of uses, or all they like, until a day.
customer_packages.id = UUID.
customer_packages.customer_id = Whose package it is.
customer_packages.package_name = Name of the product.
customer_packages.uses_total = Uses bought; null for unlimited.
customer_packages.uses_taken = Sum of customer_package_uses; above the total when counters used the last one while apart.
customer_packages.price = Price paid, in baht.
customer_packages.purchased_on = Day of purchase.
customer_packages.starts_on = First day of validity; null: from the purchase on.
customer_packages.expires_on = Last day of validity; null: for ever.
customer_packages.status = active or cancelled; used up and expired follow from the other columns.
customer_packages.transaction_id = The sale it came from.
customer_packages.created_by = Staff member who sold it.
customer_packages.created_at = When the server recorded it.
customer_packages.updated_at = Server time of the latest change.
customer_packages.changed_xid = Transaction that changed the row last.
customer_package_uses = Uses of packages, only ever added.
customer_package_uses.id = UUID made by the counter.
customer_package_uses.package_id = The package.
customer_package_uses.uses = Uses taken; negative gives back.
customer_package_uses.used_at = When.
customer_package_uses.used_by = Staff member.
customer_package_uses.device_id = Counter.
customer_package_uses.note = Remark.
customer_package_uses.recorded_at = When the server recorded it.
customer_package_uses.changed_xid = Transaction that changed the row last.
customer_bookings = Bookings, from the counter, the phone or the website.
customer_bookings.id = UUID.
customer_bookings.customer_id = Who booked.
customer_bookings.profile_id = The website user who booked; they may read their own rows.
customer_bookings.resource = What is booked: a bay, a table, a teacher.
customer_bookings.starts_at = Begin.
customer_bookings.ends_at = End.
customer_bookings.people = How many come.
customer_bookings.status = booked, checked_in, completed, cancelled or no_show.
customer_bookings.source = counter, phone, website...
customer_bookings.external_id = Id in the system it came from.
customer_bookings.package_id = The package it is paid with.
customer_bookings.notes = Remarks.
customer_bookings.created_by = Staff member who took it.
customer_bookings.created_at = When the server recorded it.
customer_bookings.updated_at = Server time of the latest change.
customer_bookings.changed_xid = Transaction that changed the row last.
$lines$);

select pg_temp.describe($lines$
audit_log = Every change of every customer: who, when, where, why, before and after.
audit_log.id = UUID.
audit_log.customer_id = Whom it happened to.
audit_log.command_id = The command that did it.
audit_log.action = Kind of command: customer.edit, customer.checkIn...
audit_log.reason = Why, where somebody said.
audit_log.actor = Staff member; null when the server acted by itself.
audit_log.device_id = Counter; null when the server acted by itself.
audit_log.at = When it was done at the counter, by a clock the server set right.
audit_log.changes = {column: {before, after}} in wire form.
audit_log.recorded_at = When the server recorded it.
audit_log.changed_xid = Transaction that changed the row last.
saved_views = Filters and columns that staff keep under a name.
saved_views.id = UUID.
saved_views.staff_id = Whose view it is.
saved_views.name = Name of the view.
saved_views.definition = Filters, columns and order.
saved_views.is_shared = Whether all staff see it.
saved_views.sort_order = Lowest first.
saved_views.created_at = When it was made.
saved_views.updated_at = Server time of the latest change.
saved_views.changed_xid = Transaction that changed the row last.
duplicate_dismissals = Pairs that somebody said are not the same person: never asked again.
duplicate_dismissals.id = UUID.
duplicate_dismissals.first_customer_id = The one with the lower id.
duplicate_dismissals.second_customer_id = The one with the higher id.
duplicate_dismissals.reason = Why, where somebody said.
duplicate_dismissals.dismissed_by = Staff member.
duplicate_dismissals.dismissed_at = When.
duplicate_dismissals.device_id = Counter.
duplicate_dismissals.changed_xid = Transaction that changed the row last.
feature_flags = Switches of the move away from the old POS; off until somebody turns them on.
feature_flags.id = UUID.
feature_flags.name = Name that programs ask for.
feature_flags.description = What it switches.
feature_flags.is_enabled = On or off.
feature_flags.changed_by = Who switched it last.
feature_flags.updated_at = When it was switched last.
feature_flags.changed_xid = Transaction that changed the row last.
notifications = Changes of the system that staff are told of.
notifications.id = UUID.
notifications.title = Headline.
notifications.description = What changes.
notifications.impact = low, medium or high.
notifications.action_required = Whether staff must do something.
notifications.training_materials = Addresses of what to read.
notifications.effective_date = From which day on.
notifications.withdrawn_at = When it was taken back; null while it stands.
notifications.created_by = Who wrote it.
notifications.created_at = When it was written.
notifications.updated_at = Server time of the latest change.
notifications.changed_xid = Transaction that changed the row last.
notification_reads = Who has read which notification.
notification_reads.id = UUID.
notification_reads.notification_id = The notification.
notification_reads.staff_id = The reader.
notification_reads.read_at = When.
notification_reads.device_id = Counter.
notification_reads.changed_xid = Transaction that changed the row last.
devices = Counters that a manager let in.
devices.id = UUID the device made for itself.
devices.name = Name on the screen: Till 2.
devices.status = active, or revoked: it gets and gives nothing any more.
devices.last_seq = Newest command of this device that was dealt with; commands are numbered 1, 2, 3...
devices.app_version = Version it last called with.
devices.registered_by = Manager who let it in.
devices.registered_at = When.
devices.last_seen_at = When it last called.
device_staff = Who signed in with a password on which device, and so may work there by PIN.
device_staff.device_id = The device.
device_staff.staff_id = The staff member.
device_staff.signed_in_at = When they signed in there first.
sync_settings = What holds for the whole directory; one row.
sync_settings.only_row = Keeps the table at one row.
sync_settings.epoch = Another after a restore: every counter then pulls everything again.
sync_settings.next_code = Number of the next customer code or block of codes; only ever grows.
sync_settings.lost_codes = Numbers handed out in a history that a restore took back; whoever holds one may still use it.
sync_settings.credit_allowance = Satang below nothing that a credit may fall to when counters spend it while apart.
sync_settings.tombstones_from = Tombstones of earlier transactions are gone: an older cursor pulls everything.
code_blocks = Ranges of customer codes, each for one device alone.
code_blocks.first_code = First number of the range.
code_blocks.last_code = Last number of the range.
code_blocks.device_id = Whose range it is.
code_blocks.claimed_at = When it was claimed.
command_log = What became of every command that was ever pushed: twice the same command has one effect and one answer.
command_log.device_id = Device that sent it.
command_log.seq = Its number on that device.
command_log.command_id = Its id, the same wherever it turns up again.
command_log.kind = Kind of command.
command_log.customer_id = Customer it was about.
command_log.actor = Staff member who gave it.
command_log.result = The answer that was given and is given again.
command_log.received_at = When the server dealt with it.
sync_conflicts = Two values for one field, a balance below nothing, a code or a person made twice: for a manager to settle.
sync_conflicts.id = UUID.
sync_conflicts.customer_id = Whom it is about.
sync_conflicts.kind = field, overdraft, code or merge.
sync_conflicts.column_name = The column in question; null for the other kinds.
sync_conflicts.kept_value = The value that stands, in wire form.
sync_conflicts.kept_by = Who gave it.
sync_conflicts.kept_device = At which counter.
sync_conflicts.kept_at = When.
sync_conflicts.other_value = The value that gave way, in wire form.
sync_conflicts.other_by = Who gave it.
sync_conflicts.other_device = At which counter.
sync_conflicts.other_at = When.
sync_conflicts.status = open or settled.
sync_conflicts.settled_value = What a person decided.
sync_conflicts.settled_by = Who decided.
sync_conflicts.settled_at = When.
sync_conflicts.created_at = When it was found.
sync_conflicts.changed_xid = Transaction that changed the row last.
sync_tombstones = Rows that were deleted, kept for a while so that every counter hears of them.
sync_tombstones.id = UUID.
sync_tombstones.table_name = Table the row was in.
sync_tombstones.row_id = Id of the row.
sync_tombstones.deleted_at = When.
sync_tombstones.changed_xid = Transaction that deleted it.
backoffice.allowed_users = Staff: the only source of rights. Being signed in gives none, since the website's users are signed in too.
backoffice.allowed_users.id = The staff member everywhere else.
backoffice.allowed_users.email = E-mail they sign in with.
backoffice.allowed_users.created_at = When they were put on the list.
backoffice.allowed_users.display_name = Name shown at the counters.
backoffice.allowed_users.role = staff, manager or admin.
backoffice.allowed_users.is_active = False takes every right, and every counter at its next contact.
backoffice.allowed_users.user_id = Their auth.users.id, linked when they first sign in with a confirmed e-mail.
$lines$);

-- Tables that others may have made keep whatever is said of them; only what nobody described gets its line.
do $$
declare
  place text;
  words text;
begin
  for place, words in select * from (values
    ('public.vip_tiers.id', 'Number that customers refer to.'),
    ('public.vip_tiers.name', 'Name of the tier.'),
    ('public.vip_tiers.colour', 'Name of the colour it is shown in.'),
    ('public.vip_tiers.benefits', 'What it brings.'),
    ('public.vip_tiers.sort_order', 'Lowest first.'),
    ('public.vip_tiers.is_active', 'False for a tier no longer given.'),
    ('public.vip_tiers.changed_xid', 'Transaction that changed the row last.'),
    ('public.profiles.id', 'The website user (auth.users.id).'),
    ('public.profiles.email', 'E-mail they signed up with.'),
    ('public.profiles.display_name', 'Name they go by.'),
    ('public.profiles.phone_number', 'Phone as they typed it.'),
    ('public.profiles.vip_customer_data_id', 'What they told of themselves as a VIP.'),
    ('public.profiles.created_at', 'When they signed up.'),
    ('public.profiles.updated_at', 'When the row changed last.'),
    ('public.vip_customer_data.id', 'UUID.'),
    ('public.vip_customer_data.vip_display_name', 'Name they want to be called by.'),
    ('public.vip_customer_data.vip_email', 'E-mail for VIP matters.'),
    ('public.vip_customer_data.vip_phone_number', 'Phone for VIP matters.'),
    ('public.vip_customer_data.vip_tier_id', 'Their tier.'),
    ('public.vip_customer_data.stable_hash_id', 'Hash of the old CRM.'),
    ('public.vip_customer_data.created_at', 'When the row was made.'),
    ('public.vip_customer_data.updated_at', 'When the row changed last.'),
    ('public.crm_profile_links.id', 'UUID.'),
    ('public.crm_profile_links.profile_id', 'The website user.'),
    ('public.crm_profile_links.stable_hash_id', 'Hash of the old CRM the link was made by.'),
    ('public.crm_profile_links.customer_id', 'The customer, once linked to the directory.'),
    ('public.crm_profile_links.match_confidence', 'How sure the match is, 0 to 1.'),
    ('public.crm_profile_links.match_method', 'How it was found: phone, email, manual...'),
    ('public.crm_profile_links.linked_at', 'When.'),
    ('public.crm_profile_links.linked_by', 'Who linked them; null for a program.'),
    ('backoffice.customers.id', 'Number in the old POS; another one whenever the phone changes.'),
    ('backoffice.customers.customer_name', 'Name in the old POS.'),
    ('backoffice.customers.contact_number', 'Phone in the old POS.'),
    ('backoffice.customers.email', 'E-mail in the old POS.'),
    ('backoffice.customers.address', 'Address in the old POS.'),
    ('backoffice.customers.date_of_birth', 'Day of birth.'),
    ('backoffice.customers.date_joined', 'Day of registration.'),
    ('backoffice.customers.available_credit', 'Credit in baht, as the old POS counts it.'),
    ('backoffice.customers.available_point', 'Points, as the old POS counts them.'),
    ('backoffice.customers.source', 'How they came to the venue, in free words.'),
    ('backoffice.customers.sms_pdpa', 'Consented to SMS.'),
    ('backoffice.customers.email_pdpa', 'Consented to e-mail.'),
    ('backoffice.customers.stable_hash_id', 'Hash of the old CRM; not unique.'),
    ('backoffice.customers.created_at', 'When the row was made.'),
    ('backoffice.customers.update_time', 'When the row changed last.')
  ) as line (place, words) loop
    if exists (
      select 1 from pg_catalog.pg_attribute
      where attrelid = to_regclass(split_part(place, '.', 1) || '.' || split_part(place, '.', 2))
        and attname = split_part(place, '.', 3) and col_description(attrelid, attnum) is null
    ) then
      execute format('comment on column %s is %L', place, words);
    end if;
  end loop;
end $$;
