using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Coalmine.Live.Operating.Watching;

/// <summary>Alerts as files: the plain form that Prometheus reads, and the PrometheusRule that its operator reads.</summary>
public static class RuleFile
{
    /// <summary>A rule file of Prometheus.</summary>
    /// <param name="rules">The alerts.</param>
    /// <param name="rollout">What they are about: names the group, and is each alert's label.</param>
    /// <param name="about">What readers should know: comments at the top, a line each.</param>
    public static string Plain(ImmutableArray<AlertRule> rules, string rollout, string about = "")
    {
        StringBuilder text = Begin(about);
        Write(text, rules, rollout, "");
        return text.ToString();
    }

    /// <summary>A PrometheusRule (monitoring.coreos.com/v1).</summary>
    /// <param name="rules">The alerts.</param>
    /// <param name="rollout">What they are about.</param>
    /// <param name="labels">The object's labels: an operator loads only rules that its <c>ruleSelector</c> matches.</param>
    /// <param name="about">What readers should know: comments at the top, a line each.</param>
    public static string Manifest(
        ImmutableArray<AlertRule> rules, string rollout, ImmutableArray<KeyValuePair<string, string>> labels, string about = "")
    {
        StringBuilder text = Begin(about);
        text.Append("apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n");
        text.Append(CultureInfo.InvariantCulture, $"  name: {Quoted($"coalmine-{rollout}")}\n");
        text.Append("  labels:\n    app.kubernetes.io/name: coalmine\n");
        foreach ((string key, string value) in labels)
            text.Append(CultureInfo.InvariantCulture, $"    {Quoted(key)}: {Quoted(value)}\n");
        text.Append("spec:\n");
        Write(text, rules, rollout, "  ");
        return text.ToString();
    }

    private static StringBuilder Begin(string about)
    {
        StringBuilder text = new();
        foreach (string line in about.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            text.Append(CultureInfo.InvariantCulture, $"# {line}\n");
        return text;
    }

    private static void Write(StringBuilder text, ImmutableArray<AlertRule> rules, string rollout, string indent)
    {
        text.Append(CultureInfo.InvariantCulture, $"{indent}groups:\n{indent}  - name: {Quoted($"coalmine-{rollout}")}\n{indent}    rules:\n");
        foreach (AlertRule rule in rules)
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent}      - alert: {rule.Name}\n");
            text.Append(CultureInfo.InvariantCulture, $"{indent}        expr: {Quoted(rule.Expression)}\n");
            text.Append(CultureInfo.InvariantCulture, $"{indent}        for: {rule.For.TotalSeconds:0}s\n");
            text.Append(CultureInfo.InvariantCulture, $"{indent}        labels: {{ severity: {rule.Severity}, rollout: {Quoted(rollout)} }}\n");
            text.Append(CultureInfo.InvariantCulture, $"{indent}        annotations:\n");
            text.Append(CultureInfo.InvariantCulture, $"{indent}          summary: {Quoted(rule.Summary)}\n");
            text.Append(CultureInfo.InvariantCulture, $"{indent}          description: {Quoted(rule.Description)}\n");
        }
    }

    // A line break cannot stand in a single-quoted line; queries may have them, and mean a blank.
    private static string Quoted(string text) => $"'{text.ReplaceLineEndings(" ").Replace("'", "''", StringComparison.Ordinal)}'";
}
