using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Live.Telemetry;

/// <summary>Every sentence about samples in a file, with its id: CM3463 to CM3469. Ids are never given a second meaning.</summary>
internal static class DumpMessages
{
    public static Message NoSample(string read) => Error("CM3463",
        $"{Messages.Quoted(read)} is no sample. A line is a series, its value and its time: `requests_total{{pod=\"a\"}} 12 1764403200.000`.");

    public static Message BadSeries(string problem) => Error("CM3464",
        $"This is no series: {problem.TrimEnd('.')}. Write it as `requests_total{{pod=\"a\",code=\"200\"}}`, each label once.");

    public static Message NoTime => Error("CM3465",
        "This sample has no time. What a service shows is one instant of it; a record is dumped with `promtool tsdb dump-openmetrics`.");

    public static Message BadTime(string read) => Error("CM3466",
        $"{Messages.Quoted(read)} is no time. Write seconds since 1970, such as 1764403200.000; milliseconds are of the older text form, which is not read.");

    public static Message BadValue(string read) => Error("CM3467",
        $"{Messages.Quoted(read)} is no count. A counter is a number from 0 to 1e15, or NaN where its series ended.");

    public static Message TimeDoesNotRise => Error("CM3468",
        "The series has a sample before this one that is as late or later. Give the samples of a series in the order of time, once.");

    public static Message NotOneEnd => Error("CM3469",
        "`# EOF` must stand at the end, once: it tells a whole file from one that is cut off. Dump it anew, and into one file.");

    private static Message Error(string id, string text) => new(id, Severity.Error, text);
}
