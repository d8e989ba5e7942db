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
    public const string DurationByZero = "a duration is divided by 0";
    public const string ZeroDuration = "a range must be longer than 0";
    public const string ZeroStep = "the step of a subquery must be longer than 0";
    public const string RangeOfExpression = "only a selector can have a range";
    public const string SubqueryOfOther = "only an instant vector can have a subquery";
    public const string ShiftOfOther = "offset and @ belong behind a selector, a range or a subquery";
    public const string ShiftBeforeRange = "offset and @ belong behind the range";
    public const string OffsetTwice = "the offset is given twice";
    public const string InfoConflict = "conflicting label";
    public const string InfoOfHistogram = "info sample should be float";
    public const string InfoSelector = "the second argument of info is a selector in braces";
    public const string QuantileNumbers = "the quantiles of histogram_quantiles must be numbers";
    public const string FillOfSet = "fill, fill_left and fill_right do not belong to and, or, unless";
    public const string FillOfNumber = "what is filled in must be a number";
    public const string FillTwice = "what is filled in is given twice";
    public const string AnchoredInstant = "anchored belongs behind a range";
    public const string EdgeTwice = "anchored and smoothed exclude each other";
    public const string AtTwice = "the @ modifier is given twice";
    public const string BadTimestamp = "a timestamp for @ must be a finite number of seconds";
    public const string UnknownLabels = "its values would be labels of series that are not known when the rules are bound";
    public const string LabelTemplate = "of the template code only {{ $labels.name }} is supported in labels of an alert";
    public const string EndlessRules = "Rules feed one another with ever new labels.";
    public const string SameRuleLabels = "vector contains metrics with the same labelset after applying rule labels";
    public const string SameAlertLabels = "vector contains metrics with the same labelset after applying alert labels";
    public const string GroupingOfSet = "group_left and group_right do not belong to and, or, unless";
    public const string SetOfScalar = "and, or and unless stand between two vectors";
    public const string TrimOfScalars = "</ and >/ cut a native histogram, not a scalar";
    public const string ParameterNaN = "Parameter value is NaN";
    public const string RatioNaN = "Ratio value is NaN";
    public const string HistogramInRule = "the result of a rule is a native histogram, which rules cannot hold";
    public const string NativeHistograms = "native histograms are evaluated as in 3.x only";
    public const string Experimental = "it is experimental and off in a server without feature flags";
    public const string TooManySamples = "query processing would load too many samples into memory in query execution";
    public const string TooManyPairs = "the operation could pair more elements than can be held";
    public const string LabelTooLong = "a label is longer than can be held";
    public const string GroupMatches = "multiple matches for labels: grouping labels must ensure unique matches";
    public const string SameLabels = "vector cannot contain metrics with the same labelset";
    public const string ManyToOne = "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)";
    public const string StaleBinding = "The store gained series since the query was bound; bind it again.";

    public static string UnexpectedCharacter(string text, int at) => $"unexpected character {Quote(text.AsSpan(at, 1).ToString())}";

    public static string BadNumber(string piece) => $"{Quote(piece)} is neither a number nor a duration";

    public static string Unexpected(string read) => $"unexpected {read}";

    public static string NotSupported(string construct, string reason) => $"{construct} not supported: {reason}";

    public static string NotInMode(string construct, string instead) => $"{construct} is not part of Prometheus 3.x, where it is {instead}";

    public static string OnlyInV3(string construct) => $"{construct} only part of Prometheus 3.x";

    public static string OnAndInclude(string label) => $"the label {label} cannot stand in both on and group";

    public static string NoMetricName(string word) => $"the word {word} cannot be a metric's name";

    public static string UnknownFunction(string name) => $"there is no function {Quote(name)}";

    public static string BadPattern(string label, string reason) => $"bad pattern for the label {label}: {reason}";

    public static string ArgumentCount(string function, string expected, int got) =>
        $"{function} takes {expected} argument{(expected == "1" ? "" : "s")}, not {got}";

    public static string KindMismatch(string where, ValueKind got) => $"{where} cannot be {Describe(got)}";

    public static string TooDeep(int limit) => $"nested deeper than {limit} levels";

    public static string TooLong(int limit) => $"longer than {limit} characters";

    public static string Duplicate(string group, string side, string first, string second) =>
        $"found duplicate series for the match group {group} on the {side} hand-side of the operation: [{first}, {second}]"
        + ";many-to-many matching not allowed: matching labels must be unique on one side";

    public static string BadEdge(string edge, string function, string allowed) => $"{edge} modifier can only be used with: {allowed} - not with {function}";

    public static string InfoTwice(string metric) => $"found duplicate series for info metric {metric}";

    public static string Overflows(string value, bool underflows) => $"Scalar value {value} {(underflows ? "underflows" : "overflows")} int64";

    public static string LimitExceeded(int limit) => $"exceeded limit of {limit}";

    public static string InvalidLabel(string quoted) => $"invalid label name {quoted}";

    public static string InvalidDestination(string name, string function) => $"invalid destination label name in {function}(): {name}";

    public static string InvalidSource(string name, string function) => $"invalid source label name in {function}(): {name}";

    public static string BadReplacePattern(string pattern) => $"invalid regular expression in label_replace(): {pattern}";

    public static string BadFactor(string kind, string symbol, double value) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"invalid {kind} factor. Expected: 0 < {symbol} < 1, got: {value:F6}");

    public static string Dropped(long timestamp, long through) =>
        $"The query at {timestamp} looks back to samples that retention has dropped (through {through}); give the store a longer retention.";

    public static string Describe(ValueKind kind) => kind switch
    {
        ValueKind.Scalar => "a scalar",
        ValueKind.InstantVector => "an instant vector",
        ValueKind.Text => "a text",
        _ => "a range vector",
    };

    public static string Quote(string text) => $"\"{(text.Length > 40 ? text[..40] + "..." : text)}\"";
}
