using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Manifests.Readers;

/// <summary>Reads a number with one of several units and makes it a number in the first one's scale.</summary>
/// <param name="name">What is read, without an article.</param>
/// <param name="allowed">What may be written, in words.</param>
/// <param name="limits">What is possible, after scaling.</param>
/// <param name="units">Units with the factor of each; the empty unit where a bare number is allowed.</param>
public sealed class QuantityReader(string name, string allowed, Limits limits, params (string Unit, decimal Factor)[] units)
    : ScalarReader<double>(name, allowed)
{
    private readonly Limits _limits = limits;
    private readonly ImmutableArray<(string Unit, decimal Factor)> _units = [.. units];

    /// <inheritdoc/>
    public override bool TryWrite(double value, [NotNullWhen(true)] out JsonNode? written)
    {
        written = null;
        if (!(Math.Abs(value) <= 1e15) || !_limits.Hold((decimal)value))
            return false;

        // The unit in which it is shortest.
        string[] forms = [.. _units.Select(u => ((decimal)value / u.Factor).ToString("0.##############", CultureInfo.InvariantCulture) + u.Unit)];
        written = CoreScalar.Plain(forms.MinBy(form => form.Length)!);
        return written is not null;
    }

    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions) => Fragments.Quantities(whole: false, [.. _units.Select(Written)]);

    // Rounded, since a factor such as 1/3600 is itself rounded.
    private WrittenUnit Written((string Unit, decimal Factor) unit) => new(unit.Unit, _limits with
    {
        Least = Math.Round(_limits.Least / unit.Factor, 9),
        Most = Math.Round(_limits.Most / unit.Factor, 9),
    });

    /// <inheritdoc/>
    protected override bool TryParse(string text, out double value, out Message problem)
    {
        value = 0;
        problem = default;
        if (!Quantity.TryParse(text, out Quantity quantity))
        {
            problem = Messages.WrongForm(text, Name, Allowed);
            return false;
        }

        (string unit, decimal factor) = _units.FirstOrDefault(u => u.Unit == quantity.Unit);
        if (unit is null)
        {
            problem = Messages.WrongUnit(text, quantity.Unit, Name, Allowed);
            return false;
        }

        // Beyond every limit of ours, and small enough that scaling cannot overflow.
        decimal number = Math.Clamp(quantity.Number, -1e15m, 1e15m) * factor;
        if (!_limits.Hold(number))
        {
            problem = Messages.OutOfRange(text, Name, Allowed);
            return false;
        }

        value = (double)number;
        return true;
    }
}
