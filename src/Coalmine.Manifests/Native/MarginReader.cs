using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Manifests.Native;

/// <summary>Reads a margin: a percentage is a part of the baseline's value, <c>pp</c> is a difference of shares.</summary>
internal sealed class MarginReader() : ScalarReader<Margin>("margin", "a part of the baseline's value such as 20%, or percentage points such as 0.5pp")
{
    private const int MostPercent = 10_000;

    private static readonly WrittenUnit Points = new("pp", new Limits(0, 100));

    /// <summary>The margins that mean something for a metric.</summary>
    public static JsonObject FragmentFor(Metric metric)
    {
        // A part of the baseline's value must leave something of it.
        WrittenUnit relative = new("%", metric.HigherIsWorse ? new Limits(0, MostPercent) : new Limits(0, 100, WithMost: false));
        WrittenUnit[] units = metric.ComparesDistributions ? [Points] : MetricUnits.IsShare(metric) ? [relative, Points] : [relative];
        return Fragments.Quantities(whole: false, units);
    }

    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions) =>
        Fragments.Quantities(whole: false, new WrittenUnit("%", new Limits(0, MostPercent)), Points);

    /// <inheritdoc/>
    protected override bool TryParse(string text, [MaybeNullWhen(false)] out Margin value, out Message problem)
    {
        value = null;
        problem = Messages.WrongForm(text, Name, Allowed);
        if (!Quantity.TryParse(text, out Quantity quantity))
            return false;

        if (quantity.Unit is not ("%" or "pp"))
        {
            problem = Messages.WrongUnit(text, quantity.Unit, Name, Allowed);
            return false;
        }

        problem = Messages.OutOfRange(text, Name, "0% to 10000% of the baseline's value, or 0pp to 100pp");
        if (quantity.Number < 0 || quantity.Number > (quantity.Unit == "%" ? MostPercent : 100))
            return false;

        double fraction = (double)(quantity.Number / 100);
        value = quantity.Unit == "%" ? new Margin.Relative(fraction) : new Margin.Points(fraction);
        return true;
    }
}
