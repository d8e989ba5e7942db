using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Manifests.Native;

/// <summary>Reads a weight in whole percents, such as <c>50%</c>.</summary>
internal sealed class WholePercentReader() : ScalarReader<TrafficWeight>("weight", "a whole percentage from 0% to 100%, such as 50%")
{
    /// <inheritdoc/>
    public override bool TryWrite(TrafficWeight value, [NotNullWhen(true)] out JsonNode? written)
    {
        written = value.Total == 100 ? JsonValue.Create(string.Create(CultureInfo.InvariantCulture, $"{value.Parts}%")) : null;
        return written is not null;
    }

    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions) => Fragments.Quantities(whole: true, new WrittenUnit("%", new Limits(0, 100)));

    /// <inheritdoc/>
    protected override bool TryParse(string text, out TrafficWeight value, out Message problem)
    {
        value = TrafficWeight.None;
        problem = Messages.WrongForm(text, Name, Allowed);
        if (!Quantity.TryParse(text, out Quantity quantity) || quantity.Number != decimal.Truncate(quantity.Number))
            return false;
        problem = Messages.WrongUnit(text, quantity.Unit, Name, Allowed);
        if (quantity.Unit != "%")
            return false;
        problem = Messages.OutOfRange(text, Name, Allowed);
        if (quantity.Number is < 0 or > 100)
            return false;
        value = new TrafficWeight((int)quantity.Number);
        return true;
    }
}
