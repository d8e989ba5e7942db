using Coalmine.Conformance.ApiServer;
using Coalmine.Conformance.Argo;
using Coalmine.Conformance.Flagger;
using Coalmine.Conformance.Imports;
using Coalmine.Conformance.Kayenta;
using Coalmine.Conformance.PromQL;
using Coalmine.Conformance.Statistics;

namespace Coalmine.Conformance;

/// <summary>A kind of cases and the way to run a file of them; the run returns 0 when all passed and 1 otherwise.</summary>
internal sealed record Suite(Func<CommandLine, TextWriter, int> Run)
{
    /// <summary>The suites by the name on the command line.</summary>
    public static IReadOnlyDictionary<string, Suite> All { get; } = new SortedDictionary<string, Suite>(StringComparer.Ordinal)
    {
        ["apiserver"] = new(ApiServerSuite.Run),
        ["argo"] = new(ArgoSuite.Run),
        ["flagger"] = new(FlaggerSuite.Run),
        ["kayenta"] = new(KayentaSuite.Run),
        ["promql"] = new(PromQLSuite.Run),
        ["import"] = new(ImportSuite.Run),
        ["statistics"] = new(StatisticsSuite.Run),
    };
}
