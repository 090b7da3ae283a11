// The words of an exported file, in the language of the screen.
import type { CustomerSource } from '../../shared/customer.ts'
import type { ListColumn } from '../../shared/customer-list.ts'

/** What a file says in one language. */
export interface ExportWords {
  readonly sheet: string
  readonly columns: Readonly<Record<ListColumn, string>>
  readonly sources: Readonly<Record<CustomerSource, string>>
  readonly languages: Readonly<Record<'th' | 'en', string>>
  readonly active: string
  readonly inactive: string
  readonly yes: string
  readonly no: string
}

export const exportWords: Readonly<Record<'th' | 'en', ExportWords>> = {
  en: {
    sheet: 'Customers',
    columns: {
      fullName: 'Name',
      customerCode: 'Code',
      primaryPhone: 'Phone',
      email: 'E-mail',
      vipTier: 'Tier',
      lastVisit: 'Last visit',
      totalVisits: 'Visits',
      lifetimeValue: 'Lifetime value',
      status: 'Status',
      availableCredit: 'Credit',
      loyaltyPoints: 'Points',
      customerSource: 'Source',
      registrationDate: 'Registered',
      nickname: 'Nickname',
      secondaryPhone: 'Second phone',
      dateOfBirth: 'Birth date',
      city: 'City',
      preferredLanguage: 'Language',
      smsConsent: 'SMS',
      emailConsent: 'Mailings',
      marketingConsent: 'Offers',
      firstVisit: 'First visit',
    },
    sources: {
      'Walk In': 'Walk-in',
      'Website Booking': 'Website booking',
      'Phone Call': 'Phone call',
      'Social Media': 'Social media',
      Referral: 'Referral',
      Corporate: 'Corporate',
      Event: 'Event',
      'Marketing Campaign': 'Marketing campaign',
      'Mobile App': 'Mobile app',
      Others: 'Others',
    },
    languages: { th: 'Thai', en: 'English' },
    active: 'Active',
    inactive: 'Inactive',
    yes: 'Yes',
    no: 'No',
  },
  th: {
    sheet: 'ลูกค้า',
    columns: {
      fullName: 'ชื่อ',
      customerCode: 'รหัส',
      primaryPhone: 'เบอร์โทร',
      email: 'อีเมล',
      vipTier: 'ระดับ',
      lastVisit: 'มาล่าสุด',
      totalVisits: 'จำนวนครั้งที่มา',
      lifetimeValue: 'ยอดใช้จ่ายรวม',
      status: 'สถานะ',
      availableCredit: 'เครดิต',
      loyaltyPoints: 'แต้ม',
      customerSource: 'รู้จักเราจาก',
      registrationDate: 'วันที่สมัคร',
      nickname: 'ชื่อเล่น',
      secondaryPhone: 'เบอร์สำรอง',
      dateOfBirth: 'วันเกิด',
      city: 'เมือง',
      preferredLanguage: 'ภาษา',
      smsConsent: 'SMS',
      emailConsent: 'จดหมายข่าว',
      marketingConsent: 'ข้อเสนอ',
      firstVisit: 'มาครั้งแรก',
    },
    sources: {
      'Walk In': 'เดินเข้ามาเอง',
      'Website Booking': 'จองผ่านเว็บไซต์',
      'Phone Call': 'โทรศัพท์',
      'Social Media': 'โซเชียลมีเดีย',
      Referral: 'มีคนแนะนำ',
      Corporate: 'องค์กร',
      Event: 'งานอีเวนต์',
      'Marketing Campaign': 'แคมเปญการตลาด',
      'Mobile App': 'แอปมือถือ',
      Others: 'อื่น ๆ',
    },
    languages: { th: 'ไทย', en: 'อังกฤษ' },
    active: 'ใช้งาน',
    inactive: 'ไม่ใช้งาน',
    yes: 'ใช่',
    no: 'ไม่',
  },
}
