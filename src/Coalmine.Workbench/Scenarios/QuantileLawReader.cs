using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads a law given by its median and an upper quantile: <c>{ median: 45ms, p99: 160ms }</c>.</summary>
/// <typeparam name="TValue">What the quantiles become.</typeparam>
/// <typeparam name="T">What the law becomes.</typeparam>
internal sealed class QuantileLawReader<TValue, T> : MappingReader<T>
    where TValue : IComparable<TValue>
{
    private readonly Key<TValue> _median;
    private readonly Key<TValue> _upper;
    private readonly Func<TValue, TValue, T> _make;

    public QuantileLawReader(string name, string upperName, Reader<TValue> quantile, Func<TValue, TValue, T> make)
        : base(name, $"the {name}")
    {
        _median = Required("median", quantile);
        _upper = Required(upperName, quantile);
        _make = make;
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out T value)
    {
        TValue median = fields.Get(_median);
        TValue upper = fields.Get(_upper);
        value = _make(median, upper);
        if (upper.CompareTo(median) > 0)
            return true;

        said.Add(fields.PositionOf(_upper), ScenarioMessages.P99BelowMedian(_upper.Name));
        return false;
    }
}
