/** The objects that exist, with the vendor's ids and the state in which this product left them, by key. */
export type KnownObjects = ReadonlyMap<string, { kind: string; externalId: string; state?: string }>;

/** Whether an update may write an object, or one field of it; everything else stays as it is found. */
export type Touches = (key: string, field?: string) => boolean;

/**
 * Is shown an object as it was read right before the write that raises its money or lets it run longer. @throws ChangedMeanwhile when
 * somebody changed it since the write was decided on
 */
export type Guard = (now: FoundShareObject) => void;

/** An object of a campaign's share of a platform as it should be. */
export type ShareObject = {
  key: string;
  kind: string;
  /** In people's words. */
  name: string;
  /** Its place in `DesiredCampaign`, `adGroups.0.ads.1`; empty for the campaign itself. */
  path: string;
  /** The object in the model's terms. */
  value: unknown;
  /** Its fields by their path within the object, in the model's terms. Content that is part of the key is none. */
  fields: Readonly<Record<string, unknown>>;
  /**
   * What the platform holds only once, whatever its sign: a place that is targeted and the same place excluded have one. None where
   * nothing but the object itself can stand in its place.
   */
  place?: string;
  /** Of fields that are sets, what is in them, each in people's words. */
  parts?: Readonly<Record<string, readonly string[]>>;
};
/** An object as it is found. Two objects with the same content have the same key. */
export type FoundShareObject = Pick<
  ShareObject,
  'key' | 'kind' | 'name' | 'value' | 'fields' | 'place' | 'parts'
> & {
  externalId: string;
  /** The key of the object above it; null for the campaign and what stands beside it. */
  parent: string | null;
  /** The platform's id of that object. */
  parentId: string | null;
  /** Whether its name carries the publication's mark; undefined where its kind has no name that could. */
  isMarked?: boolean | undefined;
  /** Whether its state is the one in which this product makes objects of its kind: paused, a draft, or, of a keyword, enabled. */
  isNew: boolean;
  /** The list in its parent, or in the campaign, that would hold it: `keywords`, `targeting.locations`. */
  list: string;
  /** Null for a kind without a state of its own. */
  status: 'active' | 'paused' | null;
  /** Whether the model can express `value`. */
  expressible: boolean;
};
/** Everything under one campaign; `startsBy` is the last day at which a start in the past may have been moved to. */
export type FoundShare = { objects: FoundShareObject[]; startsBy: string };
