using Coalmine.Conformance.Cases;
using Coalmine.Statistics.Dispersion;

namespace Coalmine.Conformance.Statistics;

/// <summary>Section 8 of the reference: requests that are not independent.</summary>
internal static class DependenceMethods
{
    private const double NaiveAlpha = 0.05;

    public static IReadOnlyDictionary<string, Func<CaseInputs, Outputs>> Table { get; } = new Dictionary<string, Func<CaseInputs, Outputs>>
    {
        ["pearson_dispersion"] = Dispersion,
        ["design_effect"] = ClusterEffect,
    };

    public static ClusterCount[] Clusters(CaseInputs inputs, string name) => Array.ConvertAll(inputs.Table(name), row => new ClusterCount(row[0], row[1]));

    private static Outputs Dispersion(CaseInputs inputs)
    {
        ClusterCount[] clusters = Clusters(inputs, "groups");
        return new Outputs { ["phi"] = Output.Where(PearsonDispersion.IsDefined(clusters), () => PearsonDispersion.Of(clusters)) };
    }

    private static Outputs ClusterEffect(CaseInputs inputs)
    {
        double effect = DesignEffect.Of(inputs.Number("m"), inputs.Number("icc"));
        return new Outputs { ["deff"] = effect, ["true_alpha"] = Output.Where(effect > 0, () => DesignEffect.TrueSize(effect, NaiveAlpha)) };
    }
}
