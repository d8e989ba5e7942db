namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>
/// Puts arguments into texts (argoproj/argo-rollouts, commit 9f8d111d, utils/template): <c>{{args.name}}</c>, with spaces inside the braces ignored. Values are
/// not looked at again, and whatever else stands between double braces is an error.
/// </summary>
public sealed class ArgumentText
{
    private const string SecretPlaceholder = "temp-for-secret";
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Takes the arguments; the value of a secret, which only a cluster knows, is a placeholder.</summary>
    /// <exception cref="ArgumentTextException">One has no value.</exception>
    public ArgumentText(IEnumerable<AnalysisArgument> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        foreach (AnalysisArgument argument in arguments)
        {
            _values[$"args.{argument.Name}"] = argument.Value switch
            {
                ArgumentValue.Text text => text.Value,
                null => throw new ArgumentTextException($"argument \"{argument.Name}\" was not supplied"),
                _ => SecretPlaceholder,
            };
        }
    }

    /// <summary>A text with the values in it.</summary>
    /// <exception cref="ArgumentTextException">Something between double braces is no argument, or the braces are not closed.</exception>
    public string Resolve(string template)
    {
        ArgumentNullException.ThrowIfNull(template);
        int open = template.IndexOf("{{", StringComparison.Ordinal);
        if (open < 0)
            return template;
        var text = new System.Text.StringBuilder();
        int at = 0;
        string? unresolved = null;
        for (; open >= 0; open = template.IndexOf("{{", at, StringComparison.Ordinal))
        {
            int close = template.IndexOf("}}", open + 2, StringComparison.Ordinal);
            if (close < 0)
                throw new ArgumentTextException($"Cannot find end tag=\"}}}}\" in the template=\"{template}\" starting from \"{template[(open + 2)..]}\"");
            string tag = template[(open + 2)..close];
            text.Append(template, at, open - at);
            if (_values.TryGetValue(tag.Trim(), out string? value))
                text.Append(value);
            else
                unresolved = tag;
            at = close + 2;
        }

        return unresolved is null
            ? text.Append(template, at, template.Length - at).ToString()
            : throw new ArgumentTextException($"failed to resolve {{{{{unresolved}}}}}");
    }

    /// <summary>A metric with the values in every text of it.</summary>
    /// <exception cref="ArgumentTextException">As for <see cref="Resolve(string)"/>; of several the last in the order of Argo's fields.</exception>
    public MetricSpec Resolve(MetricSpec metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentTextException? last = null;
        MetricSpec resolved = metric with
        {
            Name = Text(metric.Name),
            Interval = metric.Interval is null ? null : Text(metric.Interval),
            InitialDelay = metric.InitialDelay is null ? null : Text(metric.InitialDelay),
            Count = Number(metric.Count),
            SuccessCondition = Text(metric.SuccessCondition),
            FailureCondition = Text(metric.FailureCondition),
            FailureLimit = Number(metric.FailureLimit),
            InconclusiveLimit = Number(metric.InconclusiveLimit),
            ConsecutiveErrorLimit = Number(metric.ConsecutiveErrorLimit),
            Providers = [.. metric.Providers.Select(provider => provider.With(Text))],
            ConsecutiveSuccessLimit = Number(metric.ConsecutiveSuccessLimit),
        };
        return last is null ? resolved : throw last;

        string Text(string template)
        {
            try
            {
                return Resolve(template);
            }
            catch (ArgumentTextException fault)
            {
                last = fault;
                return template;
            }
        }

        IntOrText? Number(IntOrText? number) => number is { Text: { } text } ? Text(text) : number;
    }
}
