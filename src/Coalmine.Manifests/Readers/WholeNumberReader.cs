using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Manifests.Readers;

/// <summary>Reads a whole number within limits.</summary>
/// <param name="name">What is read, without an article.</param>
/// <param name="least">The least number that is possible.</param>
/// <param name="most">The most.</param>
public sealed class WholeNumberReader(string name, int least, int most)
    : ScalarReader<int>(name, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"))
{
    private readonly int _least = least;
    private readonly int _most = most;

    /// <inheritdoc/>
    public override bool TryWrite(int value, [NotNullWhen(true)] out JsonNode? written)
    {
        written = value >= _least && value <= _most ? JsonValue.Create(value) : null;
        return written is not null;
    }

    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions) =>
        Fragments.Quantities(whole: true, new WrittenUnit("", new Limits(_least, _most)));

    /// <inheritdoc/>
    protected override bool TryParse(string text, out int value, out Message problem)
    {
        value = 0;
        problem = default;
        if (!Quantity.TryParse(text, out Quantity quantity) || quantity.Number != decimal.Truncate(quantity.Number))
        {
            problem = Messages.WrongForm(text, Name, Allowed);
            return false;
        }

        if (quantity.Unit.Length > 0)
        {
            problem = Messages.WrongUnit(text, quantity.Unit, Name, Allowed);
            return false;
        }

        if (quantity.Number < _least || quantity.Number > _most)
        {
            problem = Messages.OutOfRange(text, Name, Allowed);
            return false;
        }

        value = (int)quantity.Number;
        return true;
    }
}
