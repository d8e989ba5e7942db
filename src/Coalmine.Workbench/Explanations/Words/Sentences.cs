using System.Globalization;

namespace Coalmine.Workbench.Explanations.Words;

/// <summary>Small parts that all sentences of the catalogue share.</summary>
internal static class Sentences
{
    /// <summary>A place in a count: <c>1st</c>, <c>2nd</c>, <c>3rd</c>, <c>11th</c>.</summary>
    public static string Place(long number)
    {
        string ending = (number % 100, number % 10) switch
        {
            ( >= 11 and <= 13, _) => "th",
            (_, 1) => "st",
            (_, 2) => "nd",
            (_, 3) => "rd",
            _ => "th",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{number}{ending}");
    }

    /// <summary>A number with what it counts.</summary>
    public static string Count(long number, string thing) => string.Create(CultureInfo.InvariantCulture, $"{number} {thing}{(number == 1 ? "" : "s")}");

    /// <summary>A number, the same on every machine.</summary>
    public static string Number(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>A list in words: <c>a, b and c</c>.</summary>
    public static string List(IReadOnlyList<string> parts) => parts.Count switch
    {
        0 => "nothing",
        1 => parts[0],
        _ => $"{string.Join(", ", parts.Take(parts.Count - 1))} and {parts[^1]}",
    };

    /// <summary>A query, condition or name as it stands in a file: on one line, in backquotes.</summary>
    public static string Quoted(string text) => $"`{string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}`";
}
