using System.CommandLine;
using System.Globalization;
using Coalmine.Cli.Terminals;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Workbench.Conversions;
using Coalmine.Workbench.Policies;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine convert</c>: writes a file back, or as another controller's.</summary>
internal sealed class ConvertCommand
{
    private const string About = "Write a manifest back, or translate a policy, a Rollout or a Canary where the meaning survives.";

    private const string Details =
        """
        --to same writes the file back byte for byte, comments and all. The other targets translate what all
        controllers have in common: weights, looks at equal times after each weight, queries with one limit, and an
        end at the first fail. On the same values the new file decides the same; what is moved in time or filled in is
        said on the error stream. Whatever would be lost is listed at its place, nothing is written, and the exit code
        is 4.

        Examples:
          coalmine convert scenarios/manifests/plain/policy.yaml --to argo --service checkout --namespace shop
          coalmine convert scenarios/manifests/plain/policy.yaml --to flagger --provider nginx --out canary.yaml
          coalmine convert scenarios/manifests/plain/argo.yaml --to policy
          coalmine convert scenarios/manifests/plain/flagger.yaml --to argo --replicas 10
          coalmine convert scenarios/manifests/argo-repaired.yaml --to same
        """;

    private static readonly (string Word, ConversionTarget Target)[] Targets =
        [("argo", ConversionTarget.Argo), ("flagger", ConversionTarget.Flagger), ("policy", ConversionTarget.Policy), ("same", ConversionTarget.Same)];

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "A policy of our own, or a manifest and the files that hold its templates.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _to = new("--to") { Description = "What to: argo, flagger, policy or same.", HelpName = "KIND", Required = true };
    private readonly Option<string> _service = new("--service")
    {
        Description = "Name of the workload in a new manifest; otherwise that of what is converted.",
        HelpName = "NAME",
    };
    private readonly Option<string> _namespace = Text("--namespace", "Namespace in a new manifest.", "NAME", "default");
    private readonly Option<string> _prometheus = Text("--prometheus", "Address of Prometheus in a new manifest.", "URL", "http://prometheus:9090");
    private readonly Option<string> _provider = Text("--provider", "Mesh or ingress of a Canary, in Flagger's words.", "NAME", "istio");
    private readonly Option<long> _replicas = NumberOptions.Whole("--replicas", "Pods of a Rollout; otherwise 5.", 1, 10_000);
    private readonly Option<ArgoRelease?> _argo = RolloutOptions.Argo();
    private readonly Option<string> _out = new("--out") { Description = "The new file; otherwise it is printed.", HelpName = "FILE" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        ConvertCommand convert = new();
        convert._to.AcceptOnlyFromAmong([.. Targets.Select(each => each.Word)]);
        Command command = new("convert", About)
        {
            convert._files, convert._to, convert._out, convert._service, convert._namespace, convert._prometheus, convert._provider,
            convert._replicas, convert._argo,
        };
        command.SetAction(convert.Run);
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        Loading loading = new();
        ConversionTarget target = Targets.Single(each => each.Word == parsed.GetRequiredValue(_to)).Target;
        ConversionResult? result = Convert(parsed, target, loading);
        switch (result)
        {
            case ConversionResult.Converted converted when loading.ExitCode == ExitCode.Success:
                foreach (string remark in converted.Remarks)
                    Terminal.Error.WriteLine($"coalmine convert: {remark}");
                return Write([.. converted.Bytes], parsed.GetValue(_out));
            case ConversionResult.Lost lost:
                return loading.RefuseMeaning(lost.Diagnostics);
            default:
                return loading.ExitCode;
        }
    }

    private ConversionResult? Convert(ParseResult parsed, ConversionTarget target, Loading loading)
    {
        string[] files = parsed.GetValue(_files) ?? [];
        ConversionNames names = new(parsed.GetValue(_service) ?? "")
        {
            Namespace = parsed.GetValue(_namespace)!,
            Prometheus = parsed.GetValue(_prometheus)!,
            Provider = parsed.GetValue(_provider)!,
            Replicas = parsed.GetValue(_replicas) is > 0 and var replicas ? (int)replicas : new ConversionNames("").Replicas,
        };
        List<ManifestFile> manifests = [];
        foreach (string file in files)
        {
            if (Loading.Manifest(file) is { } manifest)
            {
                manifests.Add(manifest);
                continue;
            }

            if (files.Length > 1)
            {
                loading.Refuse(string.Create(CultureInfo.InvariantCulture, $"{file} is no manifest; a policy is converted by itself, and "
                    + $"{files.Length} files were given"));
                return null;
            }

            return loading.PolicyText(file) is var (policy, text) ? ManifestConversion.Of(policy, text, target, names) : null;
        }

        if (target == ConversionTarget.Same && manifests.Count > 1)
        {
            loading.Refuse("one file is written back at a time");
            return null;
        }

        return ManifestConversion.Of(ManifestSet.Of(manifests), target, names, new ManifestOptions(parsed.GetValue(_argo) ?? ArgoRelease.V1_10));
    }

    private static int Write(byte[] bytes, string? file)
    {
        if (file is null)
        {
            using Stream output = Terminal.OpenOutput();
            output.Write(bytes);
            return ExitCode.Success;
        }

        string path = Path.GetFullPath(file);
        Outputs outputs = new(Path.GetDirectoryName(path)!);
        outputs.Write(Path.GetFileName(path), stream => stream.Write(bytes));
        foreach (string written in outputs.Written)
            StoryPrinter.Print($"wrote {CommandWords.Path(written)}");
        return outputs.ExitCode;
    }

    private static Option<string> Text(string name, string description, string help, string otherwise) =>
        new(name) { Description = description, HelpName = help, DefaultValueFactory = _ => otherwise };
}
