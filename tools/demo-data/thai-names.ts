// Pools of Thai given names and surname pieces, each with its common Latin spelling. Combined at random: nobody in particular.

/** One word in both scripts. */
export interface TwoScripts {
  readonly thai: string
  readonly latin: string
}

/** Reads "สมชาย Somchai วิชัย Wichai ..." into pairs. */
export function readPairs(text: string): TwoScripts[] {
  const words = text.trim().split(/\s+/)
  const pairs: TwoScripts[] = []
  for (let index = 0; index + 1 < words.length; index += 2) {
    pairs.push({ thai: words[index] ?? '', latin: words[index + 1] ?? '' })
  }
  return pairs
}

/** Men's given names, the commonest first. */
export const thaiMen: readonly TwoScripts[] = readPairs(`
  สมชาย Somchai ณัฐพล Nattapon กิตติพงษ์ Kittipong สมศักดิ์ Somsak ธนกร Thanakorn วิชัย Wichai ประเสริฐ Prasert อนุชา Anucha
  พีรพัฒน์ Peerapat ธีรวัฒน์ Teerawat เอกชัย Ekachai ปิยะ Piya สุรเดช Suradech ไพโรจน์ Pairoj ภูมิพัฒน์ Phumipat ชัชวาล Chatchawan
  วีระ Weera สุรชัย Surachai อภิชาติ Apichat กฤษฎา Kritsada ณัฐวุฒิ Nattawut ธนพล Thanapon พงศกร Pongsakorn วรวุฒิ Worawut
  ชาญชัย Chanchai เกียรติศักดิ์ Kiattisak นพดล Noppadon ศุภชัย Supachai อำนาจ Amnat มานะ Mana สุเทพ Suthep ประยุทธ Prayut
  บุญชัย Boonchai วัชระ Watchara จักรพันธ์ Jakkaphan สิทธิชัย Sittichai ทศพล Thotsapon ปรีชา Preecha สมบัติ Sombat ธวัชชัย Thawatchai
  อดิศักดิ์ Adisak วิทยา Witthaya สุชาติ Suchart มนตรี Montri ชัยวัฒน์ Chaiwat พิชัย Phichai ศักดิ์ชัย Sakchai นิรันดร์ Nirun
  ภาณุพงศ์ Panupong รัชชานนท์ Ratchanon ธนวัฒน์ Thanawat พัชรพล Patcharapon กันตพงศ์ Kantapong ชยพล Chayapon ปวริศ Pawarit ภัทรพล Pattarapon
  ศุภกร Supakorn อัครเดช Akkaradet จิรายุ Jirayu วรพล Worapon ธีรเดช Teeradet ณัฐกิตติ์ Nattakit กวิน Kawin ปกรณ์ Pakorn
  ชนะชัย Chanachai สุวิทย์ Suwit ยุทธนา Yutthana ไชยา Chaiya สันติ Santi วสันต์ Wasan เฉลิมชัย Chalermchai พิทักษ์ Phithak
  ประวิทย์ Prawit สมพงษ์ Sompong บัณฑิต Bundit อุดม Udom สายันต์ Sayan กำพล Kampon เดชา Decha โกวิท Kowit
  ธนา Thana นรินทร์ Narin ชูชาติ Choochart วินัย Winai สมเกียรติ Somkiat ดำรง Damrong ประทีป Prateep สุรพล Surapon
  อาทิตย์ Artit วรพจน์ Worapot ภาคภูมิ Pakphum กฤตภาส Krittapas ธนัท Thanat ศิวกร Siwakorn ปัณณวัฒน์ Pannawat นนทวัฒน์ Nontawat
  พชร Pachara สิรวิชญ์ Sirawit ธนดล Thanadon ปริญญา Parinya ชลิต Chalit ณรงค์ Narong อนันต์ Anan ทวี Thawee
  สุพจน์ Supot วีรยุทธ Weerayut กานต์ Karn เจษฎา Jessada ตะวัน Tawan พลวัต Ponlawat รณชัย Ronnachai ศรัณย์ Saran
  อรรถพล Attapon อิทธิพล Itthipon คมสัน Komsan จตุพร Jatuporn ฉัตรชัย Chatchai ชวลิต Chawalit ดนัย Danai ต่อศักดิ์ Torsak
  ทรงพล Songpon ธงชัย Thongchai นิพนธ์ Niphon บรรเจิด Banjerd ปฏิภาณ Patiphan พรชัย Pornchai ไพบูลย์ Paiboon มงคล Mongkol
  ยศพล Yotsapon รังสรรค์ Rangsan ลือชัย Luechai วุฒิชัย Wuttichai สถาพร Sathaporn หาญณรงค์ Hannarong องอาจ Ong-art เอกพล Ekkapon`)

/** Women's given names, the commonest first. */
export const thaiWomen: readonly TwoScripts[] = readPairs(`
  สุดารัตน์ Sudarat ศิริพร Siriporn พรทิพย์ Porntip สมหญิง Somying กาญจนา Kanjana จิราพร Jiraporn นภัสสร Napatsorn อรทัย Orathai
  วรรณา Wanna ชลธิชา Chonticha มณีรัตน์ Maneerat รัชนี Ratchanee ลลิตา Lalita เบญจมาศ Benjamas ณัฐธิดา Nattida ปิยะดา Piyada
  วราภรณ์ Waraporn สุภาพร Supaporn อรวรรณ Orawan นันทนา Nantana ธัญญา Thanya กมลวรรณ Kamonwan พัชรี Patcharee รุ่งนภา Rungnapa
  จันทร์เพ็ญ Chanpen ดวงใจ Duangjai สุนิสา Sunisa ปาริชาติ Parichat วิภา Wipa เพ็ญศรี Pensri อัญชลี Anchalee นงนุช Nongnuch
  ศศิธร Sasithorn ขวัญใจ Kwanjai มาลี Malee สายฝน Saifon ธนพร Thanaporn ณิชา Nicha ปวีณา Paweena วันเพ็ญ Wanpen
  สุพัตรา Supattra กนกวรรณ Kanokwan ชุติมา Chutima วิไลวรรณ Wilaiwan อารีย์ Aree บุษบา Bussaba ปราณี Pranee สมใจ Somjai
  รัตนา Rattana จุฑามาศ Jutamas ณัฐชา Nattacha พิมพ์ชนก Pimchanok ภัทรา Pattra มนัสนันท์ Manatsanan วริศรา Warisara ศุภิสรา Supitsara
  สิริมา Sirima อภิญญา Apinya กัญญารัตน์ Kanyarat จารุวรรณ Jaruwan ชนิดา Chanida ดารณี Daranee ทิพวรรณ Tippawan ธิดารัตน์ Thidarat
  นฤมล Narumon นิตยา Nittaya เบญจวรรณ Benjawan ปนัดดา Panadda ผกามาศ Pakamas พนิดา Panida เพชรา Petchara ฟ้าใส Fahsai
  มลฤดี Monruedee ยุพา Yupa ราตรี Ratree ลักขณา Lakkhana วาสนา Wasana ศรีสุดา Srisuda สโรชา Sarocha หทัยรัตน์ Hathairat
  อุไรวรรณ Uraiwan อัจฉรา Atchara กรรณิการ์ Kannika แก้วตา Kaewta จินตนา Jintana เจนจิรา Jenjira ฉวีวรรณ Chaweewan ชมพูนุท Chompoonut
  ณัฐณิชา Nattanicha ดรุณี Darunee ทัศนีย์ Tassanee นภา Napa น้ำฝน Namfon บุญเรือน Boonruen ปรียาภรณ์ Preeyaporn ปัทมา Pattama
  พรพิมล Pornpimon พิมพา Pimpa ภาวิณี Pawinee มัลลิกา Mallika เยาวลักษณ์ Yaowalak รสสุคนธ์ Rotsukon เรณู Renu ลัดดา Ladda
  วิมล Wimon วิลาสินี Wilasinee ศันสนีย์ Sansanee สกุลรัตน์ Sakunrat สมพร Somporn สาวิตรี Sawitree สุกัญญา Sukanya สุจิตรา Sujitra
  สุธิดา Suthida สุมาลี Sumalee เสาวลักษณ์ Saowalak แสงดาว Saengdao อนงค์ Anong อมรรัตน์ Amornrat อรุณี Arunee อำไพ Ampai
  ไอลดา Ailada กชกร Kotchakorn เขมิกา Kemika จิดาภา Jidapa ชญานิษฐ์ Chayanit ณัฏฐา Nattha ธัญชนก Thanchanok ปภาวดี Papawadee`)

/** Whole surnames that many unrelated families carry, the commonest first. */
export const commonSurnames: readonly TwoScripts[] = readPairs(`
  แสงทอง Saengthong ใจดี Jaidee บุญมี Boonmee ศรีสุข Srisuk ทองดี Thongdee แก้วมณี Kaewmanee สุวรรณ Suwan คำแก้ว Khamkaew
  สายชล Saichon มั่นคง Mankong เจริญสุข Charoensuk พูลสวัสดิ์ Phoonsawat ดวงดี Duangdee สีทอง Sithong หอมหวล Homhuan ตั้งใจ Tangjai
  อยู่สุข Yoosuk ปานทอง Panthong รักไทย Rakthai อินทร์แก้ว Inkaew จันทร์หอม Chanhom เพชรดี Petchdee พรหมมา Promma สุขใจ Sukjai
  ทองคำ Thongkham บัวทอง Buathong ไชยวงศ์ Chaiwong กลิ่นหอม Klinhom ยอดแก้ว Yodkaew นาคสุข Naksuk เกตุแก้ว Ketkaew วงษ์ทอง Wongthong
  ชื่นใจ Chuenjai โพธิ์ทอง Phothong มีสุข Meesuk ดีเลิศ Deelert พันธ์ดี Phandee คงมั่น Kongman ม่วงทอง Muangthong ขำคม Khamkom`)

/** First pieces of composed surnames. */
export const surnameStarts: readonly TwoScripts[] = readPairs(`
  ศรี Sri ทอง Thong บุญ Boon แก้ว Kaew สุข Suk วงศ์ Wong ชัย Chai พงษ์ Phong เจริญ Charoen จันทร์ Chan อินทร์ In รัตน Rattana
  วัฒน Wattana สุวรรณ Suwanna ธน Thana กิตติ Kitti ศิริ Siri อภิ Api ธีร Teera วร Wora พิพัฒน์ Pipat ปัญญา Panya โชติ Choti มงคล Mongkol
  เพชร Petch แสง Saeng ดวง Duang สิทธิ Sitthi เกียรติ Kiat ตั้ง Tang ลิ้ม Lim อมร Amorn ไพศาล Paisan สมบูรณ์ Somboon ประเสริฐ Prasert อุดม Udom
  พันธุ์ Phan นาค Nak ภัทร Pattara ชล Chon ธรรม Thamma ปรีชา Preecha มณี Manee พร Porn สกุล Sakun เทพ Thep นพ Noppa ยศ Yot
  อรุณ Arun จิตร Jit สันติ Santi วิเชียร Wichian รุ่ง Rung หิรัญ Hiran กาญจน Kanchana พฤกษ์ Pruek ทรัพย์ Sap เลิศ Lert ชิน Chin กมล Kamon
  วิจิตร Wijit ถาวร Thaworn เดช Det พิทักษ์ Phithak สุนทร Sunthorn สถิต Sathit บวร Bowon ปราการ Prakan ณรงค์ Narong โสภณ Sopon อัศว Assawa คุณ Khuna
  ภักดี Phakdee วรรณ Wanna ชาญ Chan นิธิ Nithi ฤทธิ์ Rit สุทธิ Sutthi พลอย Ploy จารุ Jaru ทวี Thawee วิวัฒน์ Wiwat อนันต Ananta เอก Ek
  ชวน Chuan ปิยะ Piya ดำรง Damrong สมาน Saman ขจร Khajorn ไตร Trai ประดิษฐ์ Pradit สุร Sura นวล Nuan พัฒน Phattana ราช Ratcha ลาภ Lap`)

/** Last pieces of composed surnames. */
export const surnameEnds: readonly TwoScripts[] = readPairs(`
  วงศ์ wong กุล kul ชัย chai สวัสดิ์ sawat รัตน์ rat ศักดิ์ sak พันธ์ phan สุข suk ดี dee มณี manee เจริญ charoen ไพบูลย์ paiboon
  วัฒนา wattana พงศ์ pong สมบัติ sombat ทรัพย์ sap ศิริ siri ชาติ chart โรจน์ roj วิทย์ wit อุดม udom ประเสริฐ prasert กิจ kit ภักดี phakdee
  พาณิชย์ panich มงคล mongkol เลิศ lert รุ่งเรือง rungrueang ลาภ lap ธรรม tham พัฒน์ phat โสภา sopa สกุล sakul วานิช wanich นันท์ nan ธนากร thanakorn
  บูรณ์ boon วรกุล worakul เดชา decha พิทักษ์ phithak ทอง thong แก้ว kaew บุญ boon งาม ngam ใจ jai สิน sin คำ kham หอม hom
  เกียรติ kiat อนันต์ anan กำธร kamthorn จินดา jinda ไชย chai ตระกูล trakul ถาวร thaworn ทวี thawee นิยม niyom บำรุง bamrung ปรีดา preeda ผล phon
  พร porn เพชร petch มั่น man เมธา metha ยั่งยืน yangyuen รักษ์ rak วิจิตร wijit วิเศษ wiset ศรี sri สถาพร sathaporn สันติ santi สุนทร sunthorn
  แสง saeng หิรัญ hiran อมร amorn อารี aree อินทร์ in กร korn ชล chon ณรงค์ narong ดำรง damrong เทพ thep ธารา thara นคร nakorn
  ปัญญา panya พิศาล pisan ภูมิ phum มาศ mat ยุทธ yut ราช rat ฤทธิ์ rit ลักษณ์ lak วร worn วัลย์ wan ศาสตร์ sat สิทธิ์ sit`)
