using System.Collections.Immutable;
using System.CommandLine;
using Coalmine.Cli.Terminals;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Workbench.Explanations;
using Coalmine.Workbench.Reports;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine explain</c>: what files really do.</summary>
internal sealed class ExplainCommand
{
    private const string About = "Say what a manifest or a policy really does: in words, minute by minute, and as a state diagram.";

    private const string Details =
        """
        For a Rollout of Argo's, a Canary of Flagger's and a policy of our own: what its fields mean to the real
        controller; when it sets which weight if every check passes, and if every check fails from the start; what
        each query asks and whom; its states as a Mermaid diagram; what of it is simulated, assumed, not modelled.
        The schedule is made by the controller itself on paper, so that it holds for every combination of fields.
        For Seldon, KServe, Istio and Gateway API objects: how the traffic is divided, which nobody changes. For
        PrometheusRule objects and rule files: when each alert fires. Several files are read as one set, so that
        templates may stand in a file of their own. A file that the real controller would refuse is explained too:
        it shifts nothing, and why. Ends with 4 where one asks somebody whom no simulated world can answer for, such
        as a web metric: it is explained, and cannot be simulated faithfully.

        Examples:
          coalmine explain scenarios/manifests/argo-repaired.yaml
          coalmine explain scenarios/manifests/plain/argo.yaml --argo 1.9
          coalmine explain scenarios/manifests/flagger-guide.yaml --mermaid
          coalmine explain scenarios/policies/guide-script.yaml --json
        """;

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Manifests, policies of our own, rule files; all of them together.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<ArgoRelease?> _argo = RolloutOptions.Argo();
    private readonly Option<double?> _match = RolloutOptions.Match();
    private readonly Option<double?> _load = RolloutOptions.Load();
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON in place of the text." };
    private readonly Option<bool> _mermaid = new("--mermaid") { Description = "Print the state diagrams only, for Mermaid." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        ExplainCommand explain = new();
        Command command = new("explain", About) { explain._files, explain._argo, explain._match, explain._load, explain._json, explain._mermaid };
        command.SetAction(explain.Run);
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        Loading loading = new();
        (bool json, bool mermaid) = (parsed.GetValue(_json), parsed.GetValue(_mermaid));
        if (json && mermaid)
            loading.Refuse("--json and --mermaid print different things; give one of the two");
        ImmutableArray<Explanation> explanations = Explain(parsed, loading);
        if (loading.ExitCode == ExitCode.Success && explanations.IsEmpty)
            loading.Refuse("none of the files holds a Rollout, a Canary, a policy, rules, or an object that carries traffic");
        if (loading.ExitCode != ExitCode.Success)
            return loading.ExitCode;
        if (json)
        {
            using Stream output = Terminal.OpenOutput();
            ExplanationJson.Write(explanations, output);
        }
        else if (mermaid)
        {
            PrintDiagrams(explanations, loading);
        }
        else
        {
            new StoryPrinter().Print(explanations.SelectMany(told => ExplanationText.Of(told)));
        }

        return loading.ExitCode != ExitCode.Success || explanations.All(told => told.IsFaithful) ? loading.ExitCode : ExitCode.NotFaithful;
    }

    private ImmutableArray<Explanation> Explain(ParseResult parsed, Loading loading)
    {
        List<ManifestFile> manifests = [];
        List<Explanation> own = [];
        foreach (string file in parsed.GetValue(_files) ?? [])
        {
            if (Loading.Manifest(file) is { } manifest)
                manifests.Add(manifest);
            else if (loading.PolicyFile(file) is PolicyFile policy)
                own.Add(ManifestExplanations.Of(policy));
        }

        return [.. own, .. ManifestExplanations.Of(ManifestSet.Of(manifests), RolloutOptions.Manifests(parsed, _argo, _match, _load))];
    }

    private static void PrintDiagrams(ImmutableArray<Explanation> explanations, Loading loading)
    {
        ImmutableArray<Explanation> drawn = [.. explanations.Where(told => told.Diagram.Length > 0)];
        if (drawn.IsEmpty)
            loading.Refuse("nothing here decides, so that there is no diagram of its states");
        foreach (Explanation told in drawn)
        {
            StoryPrinter.Print($"%% {told.Kind} {told.Name} ({told.File})");
            StoryPrinter.Print(told.Diagram);
        }
    }
}
