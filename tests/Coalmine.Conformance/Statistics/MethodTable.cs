using Coalmine.Conformance.Cases;

namespace Coalmine.Conformance.Statistics;

/// <summary>Every method that the runner knows, by the name in the files.</summary>
internal static class MethodTable
{
    /// <summary>The adapters: inputs to outputs.</summary>
    public static IReadOnlyDictionary<string, Func<CaseInputs, Outputs>> Methods { get; } = new[]
    {
        FixedSampleMethods.Table,
        SampleMethods.Table,
        HistogramMethods.Table,
        PowerMethods.Table,
        SequentialMethods.Table,
        AnytimeMethods.Table,
        MultiplicityMethods.Table,
        PairedMethods.Table,
        DriftMethods.Table,
        SimulationMethods.Table,
        SelectionMethods.Table,
        DependenceMethods.Table,
    }.SelectMany(table => table).ToDictionary(StringComparer.Ordinal);
}
