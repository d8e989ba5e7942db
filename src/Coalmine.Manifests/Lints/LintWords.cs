using System.Globalization;

namespace Coalmine.Manifests.Lints;

/// <summary>Numbers and times in sentences, the same everywhere.</summary>
internal static class LintWords
{
    /// <summary>How numbers are written, wherever the reader is.</summary>
    public static CultureInfo Culture => CultureInfo.InvariantCulture;

    /// <summary>A number.</summary>
    public static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun.</summary>
    public static string Times(int count, string noun) => string.Create(Culture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>A length of time: <c>90s</c>, <c>5m</c>.</summary>
    public static string Duration(long milliseconds) => milliseconds switch
    {
        0 => "0s",
        _ when milliseconds % 3_600_000 == 0 => string.Create(Culture, $"{milliseconds / 3_600_000}h"),
        _ when milliseconds % 60_000 == 0 => string.Create(Culture, $"{milliseconds / 60_000}m"),
        _ when milliseconds % 1000 == 0 => string.Create(Culture, $"{milliseconds / 1000}s"),
        _ => string.Create(Culture, $"{milliseconds}ms"),
    };
}
