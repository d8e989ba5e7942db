using System.Globalization;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Manifests.Native;

/// <summary>Reads the parts of a weight: a whole number, at least 1. Whether it rises and stays within the total is the plan's affair.</summary>
internal sealed class StepWeightReader() : ScalarReader<int>("weight", "a whole number of parts of the total, at least 1, such as 25")
{
    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions) => new()
    {
        ["type"] = new JsonArray("integer", "string"),
        ["minimum"] = 1,
        ["maximum"] = int.MaxValue,
        ["pattern"] = "^\\+?0*[1-9][0-9]*$",
    };

    /// <inheritdoc/>
    protected override bool TryParse(string text, out int value, out Message problem)
    {
        problem = Messages.WrongForm(text, Name, Allowed);
        value = 0;
        if (!Quantity.TryParse(text, out Quantity quantity))
            return false;
        if (quantity.Unit.Length > 0)
        {
            problem = Messages.WrongUnit(text, quantity.Unit, Name, Allowed);
            return false;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
            return false;
        problem = Messages.OutOfRange(text, Name, Allowed);
        return value >= 1;
    }
}
