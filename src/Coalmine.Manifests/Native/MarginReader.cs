using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Manifests.Native;

/// <summary>Reads a margin: a percentage is a part of the baseline's value, <c>pp</c> is a difference of shares.</summary>
internal sealed class MarginReader() : ScalarReader<Margin>("margin", "a part of the baseline's value such as 20%, or percentage points such as 0.5pp")
{
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
        if (quantity.Number < 0 || quantity.Number > (quantity.Unit == "%" ? 10_000 : 100))
            return false;

        double fraction = (double)(quantity.Number / 100);
        value = quantity.Unit == "%" ? new Margin.Relative(fraction) : new Margin.Points(fraction);
        return true;
    }
}
