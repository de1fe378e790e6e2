import { type Vocabulary, wordSet } from './vocabulary.ts';

const INFINITIVE = /^\p{Ll}{2,}(?:ar|er|ir)(?:se|lo|la|los|las)?$/iu;
const NOT_VERBS = wordSet(
  'lugar hogar taller mujer alquiler ayer auxiliar familiar escolar particular primer tercer por ser',
);

export const es: Vocabulary = {
  language: 'es',
  titleCase: false,
  nounsCapitalised: false,
  and: 'y',
  forWord: 'para',
  general: wordSet(
    'programa servicio servicios sistema herramienta plataforma aplicación app solución producto productos empresa agencia software',
  ),
  pronouns: wordSet('él ella ellos ellas esto eso este esta estos estas su sus se le les y pero también'),
  headLast: false,
  stopWords:
    wordSet(`a al algo ante antes aquí así aunque cada como con cual cuando de del desde donde dos el ella ellos en
    entre es esa ese eso esta este esto ha hasta hay la las le les lo los más me mi muy no nos nuestra nuestro o para pero por
    porque que quien se según ser si sin sobre son su sus también tan todo todos tu tus un una uno unos usted y ya`),
  breakWords:
    wordSet(`ayuda ayudan permite permiten ofrece ofrecen facilita hace hacen da reúne evita pensado pensada diseñado
    creado puede pueden`),
  prepositions: wordSet('a al ante con de del desde en hacia para por que sin sobre según donde'),
  definition: /(?<![\p{L}])(?:es|son) (?:(?<article>una?|el|la|nuestr[oa]) )?(?<rest>.+)/iu,
  clauseBreak: /[;:()•|]|,\s+(?:y\s+|o\s+)?|\s[-–—]\s|\s(?:y|e|o|u|pero|porque|cuando|mientras)\s/iu,
  benefitOf: (clause) => {
    for (let i = 0; i < clause.length - 1; i += 1) {
      const word = (clause[i] ?? '').toLowerCase();
      const before = (clause[i - 1] ?? '').toLowerCase();
      const led = i === 0 || before === 'a' || before === 'para' || before === 'permite' || before === 'de';
      if (led && INFINITIVE.test(word) && !NOT_VERBS.has(word)) return clause.slice(i).join(' ');
    }
    return null;
  },
  labels: { brand: 'Marca', audience: 'Para {audience}', benefits: 'Usos' },
  headlines: {
    brand: [
      '{product}',
      'Descubra {product}',
      'Conozca {product}',
      'Así es {product}',
      'Más sobre {product}',
    ],
    topic: [
      '{topic}',
      '¿Busca {aTopic}?',
      '{product}: {topic}',
      'Conozca: {topic}',
      '{topic} para {audience}',
    ],
    audience: [
      '{product} para {audience}',
      'Para {audience}',
      'Pensado para {audience}',
      '{topic} para {audience}',
    ],
    benefit: ['{benefit}', '{benefit} con {product}'],
    actions: {
      awareness: ['Vea cómo funciona', 'Mírelo de cerca'],
      traffic: ['Vea todos los detalles', 'Lea más en nuestra web'],
      leads: ['Hable con nuestro equipo', 'Solicite información'],
      sales: ['Empiece hoy', 'Vea cómo pedirlo'],
    },
    neutral: [
      'Más información',
      'Vea cómo funciona',
      'Visite nuestra web',
      'Vea todos los detalles',
      'Mírelo de cerca',
      '¿Es para usted?',
      '¿Preguntas? Escríbanos',
      'Conózcanos',
      'Una visión general',
      'Consulte los detalles',
    ],
  },
  descriptions: {
    brand: [
      '{product}: {topic} para {audience}. {action}',
      '{product}: {topic}. {action}',
      'Conozca {product}, pensado para {audience}. {action}',
      'Conozca {product}. {action}',
    ],
    topic: [
      '¿Busca {aTopic}? Conozca {product}. {action}',
      '{topic}: conozca {product}. {action}',
      '{topic} para {audience}. {action}',
    ],
    audience: [
      '{product}, pensado para {audience}. {action}',
      'Pensado para {audience}. {action}',
      'Para {audience}. {action}',
    ],
    benefit: ['{benefit} con {product}. {action}', '{benefit}. {action}'],
    joined: ['{benefits} con {product}.', '{benefits}. {action}', '{benefits}.'],
    actions: {
      awareness: ['Vea cómo funciona.', 'Mírelo de cerca.'],
      traffic: ['Todos los detalles en nuestra web.', 'Lea más en línea.'],
      leads: ['Hable con nuestro equipo.', 'Solicite información.'],
      sales: ['Empiece hoy.', 'Vea cómo pedirlo.'],
    },
    neutral: [
      'Vea cómo funciona {product} y decida con calma.',
      'Todos los detalles de {product} están en nuestra web.',
      '¿Tiene preguntas? Nuestro equipo le ayuda con gusto.',
      'Visite nuestra web y consulte los detalles.',
      'Mírelo de cerca y decida si encaja con lo que necesita.',
      'Descubra cómo funciona y qué puede esperar.',
      'Lea los detalles, compare y decida con tranquilidad.',
    ],
  },
  keywords: {
    brand: [
      '{x}',
      '{x} web',
      '{x} precios',
      '{x} funciones',
      '{x} opiniones',
      '{x} online',
      'comparar {x}',
      '{x} contacto',
      '{x} empresa',
    ],
    topic: ['{x}', '{x} online', '{x} precios', '{x} comparativa', 'comparar {x}'],
    benefit: ['{x}', '{t} para {x}', 'cómo {x}', '{x} online'],
    actions: {
      awareness: ['{x} información', '{x} qué es'],
      traffic: ['{x} información', '{x} guía'],
      leads: ['{x} presupuesto', '{x} proveedor', '{x} demostración'],
      sales: ['comprar {x}', 'pedir {x}', '{x} precio'],
    },
  },
  negatives: [
    'empleo',
    'sueldo',
    'prácticas',
    'wikipedia',
    'definición',
    'significado',
    'pdf',
    'crack',
    'iniciar sesión',
    'gratis',
    'segunda mano',
    'casero',
    'curso',
  ],
};
