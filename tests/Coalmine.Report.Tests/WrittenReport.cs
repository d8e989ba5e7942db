using System.Collections.Immutable;
using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Native;
using Coalmine.Workbench.Explanations;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports.Html;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Sweeps;
using Coalmine.Workbench.Traces;

namespace Coalmine.Report.Tests;

/// <summary>A report with everything in it, of a small study: three scenarios of the catalogue under two policies.</summary>
internal static class WrittenReport
{
    private const ulong Seed = 7;
    private const int Replications = 60;
    private static readonly string Folder = Find();
    private static readonly Lazy<ReportContent> Made = new(Make);

    /// <summary>What it tells.</summary>
    public static ReportContent Content => Made.Value;

    /// <summary>The page's text.</summary>
    public static string Html => TextOf(Content);

    /// <summary>The text of a page.</summary>
    public static string TextOf(ReportContent content)
    {
        using MemoryStream stream = new();
        HtmlReport.Write(content, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The page as a file that a browser can open.</summary>
    public static string File { get; } = Path.Combine(AppContext.BaseDirectory, "report.html");

    /// <summary>Its address; the file is written when it is first asked for.</summary>
    public static Uri Address { get; } = Save();

    private static Uri Save()
    {
        System.IO.File.WriteAllText(File, Html);
        return new Uri(File);
    }

    private static ReportContent Make()
    {
        LoadedScenario[] worlds = [World("healthy"), World("silent-accuracy-drop"), World("latency-shift-20-percent")];
        PolicyFile[] files = [PolicyOf("guide-table-sequential"), PolicyOf("fast")];
        Dictionary<(string Scenario, string Policy), Pairing> pairings = [];
        foreach (LoadedScenario world in worlds)
            foreach (PolicyFile file in files)
                pairings[(world.Facts.Name, file.Policy.Name)] = ((PairingResult.Bound)new NativePolicy(file).Bind(world)).Pairing;
        ImmutableArray<StudyScenario> scenarios =
        [
            .. worlds.Select(world => new StudyScenario(world.Facts, [.. files.Select(file => pairings[(world.Facts.Name, file.Policy.Name)].ForStudy())])),
        ];
        StudyResult result = StudyRunner.Run(new Study { Scenarios = scenarios, Seed = Seed, Maximum = Replications }, 2, null, CancellationToken.None);
        ImmutableArray<RolloutTrace> timelines = ReportTimelines.Of(result, (scenario, policy) => pairings[(scenario, policy)]);
        RolloutPolicy[] policies = [.. files.Select(file => new NativePolicy(file))];
        Study more = new() { Scenarios = [], Seed = Seed, Maximum = 20 };
        return new ReportContent
        {
            Study = result,
            Timelines = timelines,
            Visible = EffectVisibility.Of(worlds[0], timelines.First(trace => trace.Scenario.Name == "healthy")),
            Sweeps = [EffectSweeps.Of(worlds[1], [.. policies], more, 2, CancellationToken.None)!],
            Maps = [new ValidityMap("fast", [new(5, 0.01, 9, 10, 1, 10), new(50, 0.01, 0, 10, 3, 10), new(5, 0.05, 2, 10, 0, 10), new(50, 0.05, 0, 10, 10, 10)])],
            Advice = ["a `<script>alert(1)</script>` in a sentence is only a sentence"],
            Fidelity = [.. files.Select(ManifestExplanations.Of).Select(told => new FidelityPart(told.Name, told.Simulated, told.Assumed, told.NotModelled))],
            Command = "coalmine study scenarios/catalogue/healthy.yaml --policy scenarios/policies/fast.yaml --report",
            Version = "1.2.3",
        };
    }

    private static LoadedScenario World(string name) => ((ReadResult<LoadedScenario>.Read)LoadedScenario.Load(Path.Combine(Folder, "catalogue", name + ".yaml"))).Value;

    private static PolicyFile PolicyOf(string name) =>
        ((ReadResult<PolicyFile>.Read)FileReader.Read(Path.Combine(Folder, "policies", name + ".yaml")).Then(PolicyReader.Read)).Value;

    private static string Find()
    {
        string root = AppContext.BaseDirectory;
        while (!System.IO.File.Exists(Path.Combine(root, "Simulator.sln")))
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The repository was not found.");
        return Path.Combine(root, "scenarios");
    }
}
