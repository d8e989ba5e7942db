namespace Coalmine.PromQL.Parsing;

/// <summary>Every sentence of this room that a user may read.</summary>
internal static class PromQLMessages
{
    public const string BadEscape = "unknown escape sequence";
    public const string UnterminatedText = "quoted text without its closing quote";
    public const string EmptySelector = "a selector needs at least one matcher that does not match the empty string";
    public const string ScalarComparison = "a comparison between two scalars needs the bool modifier";
    public const string BoolOnArithmetic = "the bool modifier belongs to comparisons";
    public const string MatchingOnScalar = "on and ignoring belong between two vectors";
    public const string NameTwice = "the metric's name is given twice";
    public const string ZeroDuration = "a range must be longer than 0";
    public const string RangeOfExpression = "only a selector can have a range";
    public const string BareRange = "a range vector is no result";
    public const string SameLabels = "vector cannot contain metrics with the same labelset";
    public const string ManyToOne = "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)";
    public const string StaleBinding = "The store gained series since the query was bound; bind it again.";

    public static string UnexpectedCharacter(string text, int at) => $"unexpected character {Quote(text.AsSpan(at, 1).ToString())}";

    public static string BadNumber(string piece) => $"{Quote(piece)} is neither a number nor a duration";

    public static string Unexpected(string read) => $"unexpected {read}";

    public static string NotYet(string construct) => $"{construct} not supported yet";

    public static string UnknownFunction(string name) => $"there is no function {Quote(name)}";

    public static string BadPattern(string label, string reason) => $"bad pattern for the label {label}: {reason}";

    public static string ArgumentCount(string function, int expected, int got) =>
        $"{function} takes {expected} argument{(expected == 1 ? "" : "s")}, not {got}";

    public static string KindMismatch(string where, ValueKind got) => $"{where} cannot be {Describe(got)}";

    public static string TooDeep(int limit) => $"nested deeper than {limit} levels";

    public static string TooLong(int limit) => $"longer than {limit} characters";

    public static string DuplicateOnRight(string first, string second) =>
        $"found duplicate series on the right hand-side of the operation: [{first}, {second}]; many-to-many matching not allowed";

    public static string Dropped(long timestamp, long through) =>
        $"The query at {timestamp} looks back to samples that retention has dropped (through {through}); give the store a longer retention.";

    public static string Describe(ValueKind kind) => kind switch
    {
        ValueKind.Scalar => "a scalar",
        ValueKind.InstantVector => "an instant vector",
        _ => "a range vector",
    };

    public static string Quote(string text) => $"\"{(text.Length > 40 ? text[..40] + "..." : text)}\"";
}
