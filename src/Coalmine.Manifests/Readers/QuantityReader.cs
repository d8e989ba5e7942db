using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;

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
