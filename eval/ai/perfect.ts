import type { Structure } from '../../contracts/structure.ts';

/**
 * A structure written by hand for `plumber/en-local`, as a careful marketer would: the judge's own tests hold it to the best
 * value of every measure, and plant one fault after the other in it.
 */
export const BY_HAND: Structure = {
  adGroups: [
    group(
      'Leak repair',
      ['leak repair', 'emergency plumber leeds', 'plumber leeds', 'burst pipe', 'tap repair'],
      {
        headlines: [
          'Leak Repair in Leeds',
          'Plumbers for Urgent Leaks',
          'No Call-Out Charge in LS',
          'A Fixed Price First',
          'Gas Safe Registered',
        ],
        descriptions: [
          'A leak needs somebody today. We pick up the phone day and night, seven days a week.',
          'You get a fixed price before we start, and no call-out charge in LS postcodes.',
        ],
      },
    ),
    group('Blocked drains', ['blocked drain', 'drain unblocking leeds', 'toilet repair'], {
      headlines: ['Blocked Drain in Leeds?', 'Drains Cleared Day and Night', 'Fixed Price Before We Start'],
      descriptions: [
        'Tell us what is blocked and we come round in the van. Seven days a week around Leeds.',
        'One fixed price before the work begins. There is no call-out charge in LS postcodes.',
      ],
    }),
    group(
      'Boiler repair',
      ['boiler repair', 'boiler service leeds', 'gas engineer', 'central heating repair'],
      {
        headlines: ['Boiler Repair and Service', 'Gas Safe Registered Team', 'Boilers Serviced in Leeds'],
        descriptions: [
          'All of us are Gas Safe registered. We repair and service boilers around Leeds every day.',
          'Call day and night when the heating is off. The price is fixed before we start.',
        ],
      },
    ),
    group('Bathrooms', ['bathroom fitter', 'bathroom fitter leeds'], {
      headlines: ['Bathroom Fitters in Leeds', 'A New Bathroom, Fitted Well', 'Ask for Your Fixed Price'],
      descriptions: [
        'We have fitted bathrooms in and around Leeds since 1987. Ask us for a visit.',
        'The people who plan your bathroom also fit it, at a price fixed before we start.',
      ],
    }),
  ],
};

function group(
  name: string,
  keywords: readonly string[],
  texts: { headlines: readonly string[]; descriptions: readonly string[] },
): Structure['adGroups'][number] {
  const negatives = ['jobs', 'salary', 'course', 'training', 'diy', 'how to', 'supplies', 'apprenticeship'];
  return {
    name,
    keywords: keywords.map((text) => ({ text, matchType: 'phrase' })),
    negativeKeywords: negatives.map((text) => ({ text, matchType: 'broad' })),
    ads: [
      {
        format: 'responsive_search',
        headlines: texts.headlines.map((text) => ({ text })),
        descriptions: texts.descriptions.map((text) => ({ text })),
        path1: 'leeds',
      },
    ],
  };
}
