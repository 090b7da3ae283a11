// Pools of given names and surnames of the foreigners a Bangkok venue meets, by country, with their phone shape.

/** One nationality: names as they sign in Latin letters, and how a mobile number of theirs is built (# is a digit). */
export interface ForeignPool {
  readonly share: number
  readonly given: readonly string[]
  readonly family: readonly string[]
  /** Family name written first, as the person would. */
  readonly familyFirst: boolean
  readonly phone: string
}

const words = (text: string): string[] => text.trim().split(/\s+/)

/** Nationalities by their share among foreign guests. */
export const foreignPools: readonly ForeignPool[] = [
  {
    share: 0.28,
    given:
      words(`Hiroshi Takeshi Kenji Yuki Haruto Sota Ren Daiki Kaito Ryo Shota Takumi Naoki Yuta Koji Makoto Satoshi Akira
      Yoko Keiko Haruka Sakura Aoi Yui Mio Rin Ayaka Misaki Nanami Emi Tomoko Noriko Kazuya Masato`),
    family:
      words(`Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki Matsumoto Inoue
      Kimura Hayashi Shimizu Yamazaki Mori Abe Ikeda Hashimoto Ishikawa Ogawa Goto Okada Hasegawa Fujita Endo`),
    familyFirst: false,
    phone: '+81 90-####-####',
  },
  {
    share: 0.2,
    given:
      words(`Min-jun Seo-yeon Ji-hoon Ji-woo Do-yun Ha-eun Hyun-woo Su-bin Jun-ho Ye-jin Sung-min Eun-ji Tae-hyung Min-seo
      Dong-hyun Hye-jin Jae-won Na-yeon Sang-woo Yu-na`),
    family: words(
      `Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Ryu Hong`,
    ),
    familyFirst: true,
    phone: '+82 10-####-####',
  },
  {
    share: 0.14,
    given:
      words(`Wei Fang Min Jing Lei Jun Yan Qiang Ling Hui Xin Yang Bo Hao Mei Tao Xiaoming Jianguo Yuxuan Zihan Haoran Xinyi
      Guowei Lihua Meiling Zhiyuan`),
    family: words(
      `Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Tang`,
    ),
    familyFirst: true,
    phone: '+86 13# #### ####',
  },
  {
    share: 0.14,
    given:
      words(`James Oliver Jack Harry George Charlie Thomas William Daniel Matthew Andrew Simon Graham Stuart Nigel Emma Olivia
      Sophie Emily Charlotte Lucy Hannah Rachel Fiona Claire Alison Rebecca Victoria`),
    family:
      words(`Smith Jones Taylor Brown Williams Wilson Davies Evans Thomas Roberts Walker Wright Robinson Thompson White Hughes
      Edwards Green Hall Wood Harris Clarke Cooper Ward Turner Hill Baker Carter Murray Campbell`),
    familyFirst: false,
    phone: '+44 7### ######',
  },
  {
    share: 0.11,
    given:
      words(`Michael David John Robert Chris Brian Kevin Steven Mark Jason Ryan Eric Tyler Brandon Jennifer Jessica Ashley Sarah
      Amanda Melissa Nicole Elizabeth Megan Laura Lauren Katherine`),
    family:
      words(`Johnson Miller Davis Garcia Rodriguez Martinez Anderson Jackson Martin Moore Lewis Young Allen King Scott Nelson
      Mitchell Perez Phillips Parker Collins Morris Rivera Cook Rogers Peterson`),
    familyFirst: false,
    phone: '+1 415 555 ####',
  },
  {
    share: 0.08,
    given: words(
      `Rahul Amit Raj Vikram Arjun Sanjay Anil Rohan Aditya Karan Priya Anjali Neha Pooja Kavita Deepa Sunita Meera Divya Ananya`,
    ),
    family: words(
      `Sharma Patel Singh Kumar Gupta Reddy Iyer Nair Mehta Kapoor Joshi Verma Rao Desai Chopra Malhotra Bose Das`,
    ),
    familyFirst: false,
    phone: '+91 98### #####',
  },
  {
    share: 0.05,
    given: words(
      `Pierre Jean Luc Camille Hans Klaus Stefan Anja Lars Sven Ingrid Marco Giulia Luca Carlos Sofia Dmitri Olga Jürgen François`,
    ),
    family: words(
      `Müller Schmidt Weber Dubois Moreau Laurent Rossi Bianchi Larsson Nilsson Jensen Ivanov Petrov García Fernández`,
    ),
    familyFirst: false,
    phone: '+49 151 ########',
  },
]
