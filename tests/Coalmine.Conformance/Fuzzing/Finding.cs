using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Coalmine.Conformance.Fuzzing;

/// <summary>A case that went wrong.</summary>
/// <param name="Case">Its number.</param>
/// <param name="Target">The target's name.</param>
/// <param name="What">What happened, with the place in our code: two cases with the same words have the same cause.</param>
/// <param name="Input">The smallest input that was found to do it.</param>
internal sealed record Finding(long Case, string Target, string What, byte[] Input)
{
    private const int MostShown = 4000;

    /// <summary>Says what an exception is, and where in our code it came up.</summary>
    public static string Describe(Exception crash)
    {
        if (crash is FoundException)
            return crash.Message;
        StackFrame? frame = new StackTrace(crash).GetFrames().FirstOrDefault(one => IsOurs(one.GetMethod()?.DeclaringType));
        string place = frame?.GetMethod() is { } method ? $"{method.DeclaringType}.{method.Name}" : "the framework";
        return $"{crash.GetType().Name} in {place}: {crash.Message.ReplaceLineEndings(" ")}";
    }

    /// <summary>What two findings of one cause have in common: digits of messages differ.</summary>
    public string Cause => $"{Target} {Signature(What)}";

    /// <summary>The words without quoted parts and numbers.</summary>
    public static string Signature(string what)
    {
        int end = what.IndexOf(": ", StringComparison.Ordinal);
        return end > 0 ? what[..end] : what;
    }

    /// <summary>The finding as it is printed.</summary>
    /// <param name="options">Those of the run.</param>
    public string ToText(FuzzOptions options)
    {
        string text = Encoding.UTF8.GetString(Input);
        StringBuilder shown = new();
        foreach (char letter in text.Length > MostShown ? text[..MostShown] : text)
            shown.Append(letter is '\n' ? "\n  | " : char.IsControl(letter) || letter > '~' ? $"\\u{(int)letter:x4}" : letter.ToString());
        string rest = text.Length > MostShown ? $"\n  and {text.Length - MostShown} characters more" : "";
        // Which target a case belongs to depends on the targets that take part.
        string only = options.Only.Count == 0 ? "" : $" --only {string.Join(',', options.Only.Order(StringComparer.Ordinal))}";
        string again = string.Create(CultureInfo.InvariantCulture, $"{FuzzOptions.Verb} --seed {options.Seed} --from {Case} --cases 1{only}");
        return string.Create(CultureInfo.InvariantCulture, $"case {Case}, {Target}: {What}\n  again: {again}\n  input ({Input.Length} bytes):\n  | {shown}{rest}");
    }

    private static bool IsOurs(Type? type) => type?.FullName is { } name
        && name.StartsWith("Coalmine.", StringComparison.Ordinal) && !name.StartsWith("Coalmine.Conformance.Fuzzing.", StringComparison.Ordinal);
}
