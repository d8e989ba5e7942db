using System.Globalization;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Calibration;

/// <summary>Every sentence about telemetry that scenarios are fitted to, with its id: CM345x.</summary>
internal static class CalibrationMessages
{
    public static Message NoColumn(string column) => Error("CM3450",
        $"There is no column `{column}`. Give a table as `coalmine simulate --trace scrapes` writes it: seconds,arm,pod,requests and any of "
            + $"errors,labelled,right,"
            + "latencyBucket_SECONDS, counters that are cumulative since the pod started; an empty field is a missed scrape.");

    public static Message NotANumber(string column, string read) => Error("CM3451",
        $"{Messages.Quoted(read)} is no {column}. Write a number from 0 to 1e15 such as 1250, or leave the field empty where the scrape was missed.");

    public static Message WrongFieldCount(int read, int wanted) => Error("CM3452",
        $"This row has {read} fields, and the first line names {wanted} columns. Give each row as many.");

    public static Message UnknownArm(string read) => Error("CM3453", $"{Messages.Quoted(read)} is no arm. Write baseline or canary.");

    public static Message TimeDoesNotRise(string pod, double read) => Error("CM3454",
        string.Create(CultureInfo.InvariantCulture, $"The pod {Messages.Quoted(pod)} has a row at {read} s after one that is as late or later. "
            + $"Give each pod's scrapes in the order of time, once."));

    public static Message TooLittle(int scrapes, double requests) => Error("CM3455",
        string.Create(CultureInfo.InvariantCulture, $"There are {scrapes} scrapes of all the baseline's pods with {requests} requests between them; "
            + $"fits need at least 20 scrapes and 100 requests. Give a longer record."));

    public static Message BadBound(string column) => Error("CM3456",
        $"{Messages.Quoted(column)} names no bucket. Write latencyBucket_ and a bound in seconds above 0, such as latencyBucket_0.25.");

    public static Message BadQuotes => Error("CM3457", "The quotes of this row do not end. Close them, or write fields without quotes.");

    public static Message BucketsFall => Error("CM3458",
        "A bucket holds fewer requests than a lower one, or more than there are requests. Buckets are cumulative, as Prometheus counts them.");

    public static Message NoParquet(string problem) => Error("CM3459",
        $"This Parquet file cannot be read: {problem}. Write a table in the columns of `coalmine simulate --trace scrapes` anew, or give it as CSV.");

    public static Message TooManyRows(long rows, long most) => NoParquet(
        string.Create(CultureInfo.InvariantCulture, $"it has {rows:N0} rows, and at most {most:N0} are read"));

    private static Message Error(string id, string text) => new(id, Severity.Error, text);
}
