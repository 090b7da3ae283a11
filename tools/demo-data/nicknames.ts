// Thai play names (ชื่อเล่น) in both scripts, the commonest first.
import { readPairs, type TwoScripts } from './thai-names.ts'

/** About 150 play names. */
export const nicknames: readonly TwoScripts[] = readPairs(`
  นิด Nid หน่อย Noi เล็ก Lek ใหญ่ Yai ต้น Ton บอย Boy แอน Ann โอ๋ Oh นุ่น Noon เมย์ May แนน Nan กิ๊ฟ Gift
  ปุ้ย Pui ต่าย Tai อ้อม Aom ฝน Fon ฟ้า Fah น้ำ Nam เบล Belle เบียร์ Beer บอล Ball แบงค์ Bank เอก Ek โจ้ Joe
  ป้อม Pom อ้วน Uan แดง Daeng ดำ Dum เขียว Khiao ชมพู่ Chompoo ส้ม Som มะนาว Manao ปลา Pla กุ้ง Kung ปู Poo ไก่ Kai
  หมู Moo เป็ด Ped นก Nok แมว Maew หมี Mee ช้าง Chang เสือ Suea กบ Kob ผึ้ง Phueng มด Mod แตงโม Tangmo มะลิ Mali
  พลอย Ploy เพชร Phet ทราย Sai หยก Yok มุก Mook แก้ว Kaew ขวัญ Kwan ใบเตย Baitoei ใบตอง Baitong ข้าว Khao แป้ง Pang น้ำตาล Namtan
  นัท Nat นิว New แม็ก Max ท็อป Top เจ Jay เจน Jane จอย Joy จูน June ออย Oil อาร์ม Arm อาร์ต Art เอิร์ธ Earth
  เอ A บี B ซี C ดี D เค K โอม Ohm ไอซ์ Ice ไอซ์ซี่ Icy ฟลุ๊ค Fluke เฟิร์น Fern ฟิล์ม Film แฟรงค์ Frank
  กอล์ฟ Golf เทนนิส Tennis เบสท์ Best เบนซ์ Benz วิว View วิน Win เวย์ Way ยีนส์ Jeans โย Yo หยก Yok หลิน Lin ลูกเกด Lukket
  ลูกปลา Lukpla ลูกน้ำ Luknam หนึ่ง Nueng สอง Song สาม Sam สี่ Si ห้า Ha เก้า Kao สิบ Sip ตูน Toon ตาล Tan ต้อม Tom
  ตั้ม Tum ต๋อง Tong ติ๊ก Tik ตุ๊กตา Tukta ตุ้ย Tui เต้ Te เต๋า Tao โต้ง Tohng ไตเติ้ล Title ทิพย์ Tip ธาม Tham นนท์ Non
  นาย Nine นิดา Nida เนย Noey บิว Bew บุ๋ม Bum ปอ Por ปอนด์ Pond ปัน Pun ป่าน Pan ปิ่น Pin เปิ้ล Ple แป๋ว Paew
  พีช Peach พีท Peet แพท Pat แพร Prae ภีม Peem มายด์ Mind มิ้นท์ Mint มิว Mew เมฆ Mek รุ้ง Rung ริน Rin สายป่าน Saipan`)
