using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Live.Files;

/// <summary>The sentences about the comparator in files of kind Live: CM3180 to CM3186.</summary>
internal static class ComparingMessages
{
    /// <summary>A pointer that is none.</summary>
    public static Message BadPointer(string read) => Error("CM3180",
        $"'{read}' is no JSON pointer. Write one that begins with /, such as /data/ndarray or /outputs/0/data.");

    /// <summary>A tolerance without the comparison that uses it, or the other way round.</summary>
    public static Message ToleranceGoesWithWithin => Error("CM3181", "`compare: within` and `tolerance` go together.");

    /// <summary>A tolerance below zero.</summary>
    public static Message NegativeTolerance => Error("CM3182", "`tolerance` is the greatest difference of two numbers that agree: write 0 or more.");

    /// <summary>Classes without scores.</summary>
    public static Message ClassesGoWithScores => Error("CM3183", "`classes` cuts flat scores into rows: it goes with `compare: greatestScore`.");

    /// <summary>Labels that may take less time than answers.</summary>
    public static Message LabelsTooSoon => Error("CM3184", "`labelsWithin` counts from a request's first answer: make it at least `waitsFor`.");

    /// <summary>Arms of one name.</summary>
    public static Message SameArms(string name) => Error("CM3185",
        $"Logged answers of baseline and canary would both be '{name}'. Name two by `baseline` and `canary`.");

    /// <summary>Pairs that the metrics look for elsewhere.</summary>
    public static Message OtherSeries => Error("CM3186",
        "A comparator shows pairs by the labels agree, baseline and canary, and by labels that `prometheus: metrics` compares with `=`; "
        + "what is bound there for pairs looks for others. Leave those out of `bind`, or name a platform.");

    private static Message Error(string id, string text) => new(id, Severity.Error, text);
}
