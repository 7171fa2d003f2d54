import { draw } from './chance.ts'

// Names from many places: right-to-left, accents, apostrophes, other scripts. `shown|typed` where an e-mail address
// cannot be had by dropping accents. No two of all the pairs give the same address.
const PLACES: readonly [given: string, family: string][] = [
  [
    'Olivia Grace Harriet Jack Oliver Edmund Thomas Alice',
    'Ashworth Pemberton Whitaker Holloway Marsh Fairfax Turner Okoro-Hale',
  ],
  [
    'Sinéad Niamh Aoife Saoirse Cillian Oisín Eoin Ruairí',
    "O'Brien O'Sullivan Ó_Dálaigh|o'daly Gallagher Kavanagh Brennan O'Neill Byrne",
  ],
  [
    'Lukas Jürgen Anneliese Käthe Björn Marlene Günther Friederike',
    'Müller Schröder Weiß|weiss Großmann|grossmann Köhler Vogel Brandt Zimmermann',
  ],
  [
    'Élodie François Geneviève Benoît Zoé Anaïs Hélène Rémi',
    "L'Hôpital D'Aubigné Lefèvre Bélanger Moreau Dubois Garçon Chevalier",
  ],
  [
    'Lucía Íñigo Begoña Andrés Ximena Joaquín Sofía Álvaro',
    'Núñez Ibáñez García-Lorca Peña Domínguez Echeverría Muñoz Ortega',
  ],
  [
    'João Inês Conceição Tiago Beatriz Luís Mariana Gonçalo',
    'Araújo Magalhães Conceição-Lima Gouveia Simões Falcão Brandão Pinheiro',
  ],
  [
    'Giulia Nicolò Chiara Matteo Ilaria Dario Fiammetta Ettore',
    "D'Angelo Dell'Acqua De_Santis|desantis Bianchi Ferrari Colombo Rinaldi Esposito",
  ],
  [
    'Łukasz|lukasz Małgorzata|malgorzata Zbigniew Świętosława|swietoslawa Paweł|pawel Agnieszka Grażyna Michał|michal',
    'Wójcik Kowalczyk Dąbrowski Wiśniewska Jabłoński|jablonski Zając Szymańska Łoś|los',
  ],
  [
    'Søren|soren Åse|aase Øystein|oystein Freja Håkon Ingrid Torbjørn|torbjorn Signe',
    'Ødegård|odegaard Bjørnstad|bjornstad Ågren|aagren Nyström Lindqvist Halvorsen Kjær|kjaer Sjöberg',
  ],
  [
    'محمد|mohammed فاطمة|fatima يوسف|yousef ليلى|layla عمر|omar نور|noor خالد|khaled مريم|maryam',
    'العلي|al-ali الحسن|al-hassan حداد|haddad النجار|al-najjar منصور|mansour خوري|khoury القاسم|al-qasim شاهين|shahin',
  ],
  [
    'נועה|noa איתי|itai תמר|tamar יונתן|yonatan שירה|shira אביב|aviv מיכל|michal-r עומר|omer',
    'כהן|cohen לוי|levi בן-דוד|ben-david פרידמן|friedman אברהם|avraham שפירא|shapira מזרחי|mizrahi ברק|barak',
  ],
  [
    '晓明|xiaoming 丽华|lihua 建国|jianguo 雪|xue 伟|wei 芳|fang 志强|zhiqiang 静|jing',
    '王|wang 李|li 张|zhang 欧阳|ouyang 陈|chen 刘|liu 赵|zhao 黄|huang',
  ],
  [
    'さくら|sakura 健太|kenta 陽菜|hina 大輔|daisuke 美咲|misaki 翔|sho 結衣|yui 蓮|ren',
    '佐藤|sato 鈴木|suzuki 高橋|takahashi 渡辺|watanabe 伊藤|ito 山本|yamamoto 中村|nakamura 小林|kobayashi',
  ],
  [
    'Дмитро|dmytro Оксана|oksana Андрій|andriy Юлія|yuliia Софія|sofiia Тарас|taras Ірина|iryna Богдан|bohdan',
    'Шевченко|shevchenko Коваленко|kovalenko Бондаренко|bondarenko Ткаченко|tkachenko Мельник|melnyk Кравченко|kravchenko Олійник|oliinyk Лисенко|lysenko',
  ],
  [
    "N'Golo Aïssatou Chinedu Ngozi Kwame Abena Thabo Zanele",
    "N'Diaye M'Baye Okonkwo Adeyemi Mensah Nkosi Dlamini Ouédraogo",
  ],
  [
    'Priya Arjun Lakshmi Vikram Ananya Rohan Meera Siddharth',
    'Ramanathan Chatterjee Iyer Deshpande Krishnamurthy Nair Bhattacharya Singh',
  ],
  ['Nguyệt Đức|duc Thảo Hương Quốc Tuấn Ánh Khánh', 'Nguyễn Trần Phạm Đặng|dang Vũ Bùi Hoàng Lê'],
]

type Part = { shown: string; typed: string }
export type Name = { shown: string; typed: string }

const PAIRS = PLACES.map(([given, family]) => ({ given: readParts(given), family: readParts(family) }))
const PAIR_COUNT = PAIRS.reduce((sum, place) => sum + place.given.length * place.family.length, 0)

const EAST_ASIAN = /\p{Script=Han}/u

// Shares no divisor with the number of pairs (17 × 64), so every name is used once before a number is added to one.
const STRIDE = 433

/** The name that the nth person of a company bears. `typed` is unique for each n: it is the front of an e-mail address. */
export function nameFor(key: number, nth: number): Name {
  let place = ((nth % PAIR_COUNT) * STRIDE + (draw(key, 11) % PAIR_COUNT)) % PAIR_COUNT
  const round = Math.floor(nth / PAIR_COUNT)
  for (const { given, family } of PAIRS) {
    const size = given.length * family.length
    if (place < size) {
      const first = given[place % given.length]
      const last = family[Math.floor(place / given.length)]
      if (first && last) {
        return {
          shown: EAST_ASIAN.test(last.shown) ? `${last.shown}${first.shown}` : `${first.shown} ${last.shown}`,
          typed: `${first.typed}.${last.typed}${round === 0 ? '' : round + 1}`,
        }
      }
    }
    place -= size
  }
  throw new Error(`No name for person ${nth}: the lists hold ${PAIR_COUNT} pairs`)
}

function readParts(list: string): Part[] {
  return list.split(' ').map(entry => {
    const [shown = '', typed] = entry.replaceAll('_', ' ').split('|')
    return {
      shown,
      typed:
        typed ??
        shown
          .normalize('NFD')
          .replace(/\p{Mark}/gu, '')
          .toLowerCase(),
    }
  })
}
