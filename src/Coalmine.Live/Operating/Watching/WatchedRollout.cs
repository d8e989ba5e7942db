using System.Globalization;
using System.Text;
using Coalmine.Live.Files;
using Coalmine.Live.Prometheus;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Operating.Watching;

/// <summary>What alerts and dashboards are made of: a policy, and where its metrics are found.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Names">Where the metrics are found.</param>
/// <param name="Name">What is rolled out: the label <c>rollout</c> of the driver's own metrics.</param>
public sealed record WatchedRollout(Policy Policy, SeriesNames Names, string Name)
{
    /// <summary>What readers of the output should know, a line each: what was bound by default. Empty for a file that says everything itself.</summary>
    public string About { get; init; } = "";

    /// <summary>Reads a file of kind Live with its policy, or a policy alone.</summary>
    /// <param name="document">The file. A policy says nothing of names: what is not given is bound by default, and told by <see cref="About"/>.</param>
    /// <param name="metrics">
    /// Of a policy: where its metrics are found, as <c>metrics:</c> of a file of kind Live has it (<c>{ platform: istio, namespace: models }</c>); empty for
    /// Seldon's names of a deployment that is called as the policy's file.
    /// </param>
    public static ReadResult<WatchedRollout> Read(Document document, string metrics)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(metrics);
        bool isPolicy = document.Root is Node.Mapping root && root.Find("kind")?.Value is Node.Scalar { Text: "Policy" };
        return isPolicy ? PolicyReader.Read(document).Then(file => OfPolicy(file.Policy, NameOf(document), metrics))
            : LiveSettingsReader.Read(document).Then(settings => OfSettings(settings, metrics));
    }

    private static ReadResult<WatchedRollout> OfSettings(LiveSettings settings, string metrics)
    {
        DiagnosticList said = new(settings.File);
        if (metrics.Length == 0)
            return PolicyPlanner.ReadPolicy(settings)
                .Then(read => said.Finish(new WatchedRollout(read.Policy.Policy, settings.Series, settings.Name)));
        said.Add(TextPosition.Start, OperatingMessages.NamesOfItsOwn);
        return said.Refuse<WatchedRollout>();
    }

    private static ReadResult<WatchedRollout> OfPolicy(Policy policy, string name, string metrics)
    {
        string bound = metrics.Length > 0 ? metrics : $"{{ platform: seldon, name: {name} }}";
        return SourceDecoder.Decode("--metrics", Encoding.UTF8.GetBytes(bound)).Then(YamlLoader.LoadOne).Then(document =>
        {
            DiagnosticList said = new("--metrics");
            return new SeriesNamesReader().TryRead(document.Root, said, out SeriesNames? names)
                ? said.Finish(new WatchedRollout(policy, names, name) { About = AboutOf(names, name, bound, metrics.Length == 0) })
                : said.Refuse<WatchedRollout>();
        });
    }

    private static string AboutOf(SeriesNames names, string name, string bound, bool isUsual) => string.Create(CultureInfo.InvariantCulture,
        $"Made of a policy alone. Metrics are bound {(isUsual ? "by default" : "by --metrics")}: {bound.ReplaceLineEndings(" ").Trim()}\n"
        + $"The arms are called {names.Baseline} and {names.Canary}. Others: --metrics '{{ platform: istio, namespace: NS, baseline: A, canary: B }}'.\n"
        + $"The driver's own metrics are those of rollout '{name}', after the policy's file: the `name:` of the file of kind Live must be the same.");

    // As files of kind Live name rollouts: small letters, digits and hyphens.
    private static string NameOf(Document document)
    {
        char[] letters = [.. document.Name.ToLowerInvariant().Select(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) ? letter : '-')];
        return new string(letters).Trim('-') is { Length: > 0 } name ? name : "rollout";
    }
}
