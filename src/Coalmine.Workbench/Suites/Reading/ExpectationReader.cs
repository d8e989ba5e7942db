using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Workbench.Characteristics;
using NamedCharacteristic = (string Word, Coalmine.Workbench.Suites.SuiteCharacteristic Characteristic, double Quantile);

namespace Coalmine.Workbench.Suites.Reading;

/// <summary>Reads an entry of <c>expectations:</c>: a characteristic and one bound.</summary>
internal sealed class ExpectationReader : MappingReader<Expectation>
{
    private static readonly ImmutableArray<string> Means = ["meanAtMost", "meanAtLeast"];

    private readonly Key<NamedCharacteristic> _characteristic;
    private readonly ImmutableArray<(ExpectationBound Bound, Key<Node> Key)> _bounds;
    private readonly ImmutableArray<Key<Node>> _means;
    private readonly Key<double> _confidence;
    private readonly Key<string>? _accepted;

    /// <summary>A reader.</summary>
    /// <param name="isAccepted">Whether the entry stands in a file of accepted characteristics, and says what the characteristic was.</param>
    public ExpectationReader(bool isAccepted = false)
        : base(isAccepted ? "accepted characteristic" : "expectation", isAccepted ? "the accepted characteristic" : "the expectation")
    {
        NodeReader limit = new("limit", "a value in the characteristic's unit, such as 5%, 20m or 40000", Forms);
        _characteristic = Required("characteristic", new ChoiceReader<NamedCharacteristic>(
            "characteristic", [.. SuiteCharacteristics.Names.Select(each => (each.Word, each))]));
        _bounds = [.. ExpectationBound.All.Select(bound => (bound, Optional(bound.Word, limit)))];
        _means = [.. Means.Select(mean => Optional(mean, limit))];
        _confidence = Optional("confidence", SuiteUnits.Confidence);
        if (isAccepted)
            _accepted = Required("accepted", new WordsReader("value", "what it was when it was accepted"));
    }

    private static Func<SchemaDefinitions, JsonObject>[] Forms =>
        [definitions => Units.Share.Describe(definitions), definitions => Units.DurationOrZero.Describe(definitions),
            definitions => Units.Amount.Describe(definitions)];

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out Expectation value)
    {
        value = null;
        NamedCharacteristic named = fields.Get(_characteristic);
        SuiteCharacteristic characteristic = named.Characteristic;
        ImmutableArray<string> fitting = [.. Fitting(named).Select(each => each.Bound.Word)];
        if (_means.FirstOrDefault(fields.Has) is { } mean)
            return Refuse(said, fields.PositionOf(mean), characteristic.IsShare
                ? SuiteMessages.BoundDoesNotFit(mean.Name, named.Word, fitting)
                : SuiteMessages.MeanIsUnbounded(mean.Name, named.Word));
        (ExpectationBound Bound, Key<Node> Key)[] given = [.. _bounds.Where(each => fields.Has(each.Key))];
        if (given.Length != 1)
            return Refuse(said, fields.Start, given.Length == 0
                ? SuiteMessages.NothingBounded(named.Word, fitting)
                : SuiteMessages.SeveralBounds(named.Word, given.Length));
        (ExpectationBound bound, Key<Node> key) = given[0];
        if (!fitting.Contains(bound.Word))
            return Refuse(said, fields.PositionOf(key), SuiteMessages.BoundDoesNotFit(bound.Word, named.Word, fitting));
        Node node = fields.Get(key)!;
        if (!TryLimit(characteristic.Unit, node, said, out double limit))
            return false;
        string written = $"{named.Word} {bound.Word} {((Node.Scalar)node).Text}";
        value = new Expectation(characteristic, double.IsNaN(named.Quantile) ? bound : ExpectationBound.Of(named.Quantile, bound.IsUpper), limit, written)
        {
            Confidence = fields.Has(_confidence) ? fields.Get(_confidence) : null,
            Accepted = _accepted is null ? "" : fields.Get(_accepted) ?? "",
        };
        if (SaysNothing(value))
            return Refuse(said, node.Start, SuiteMessages.SaysNothing(written));
        if (value.Accepted.Length == 0 && NeverHolds(value))
            said.Add(node.Start, SuiteMessages.NeverHolds(written, bound.IsUpper ? "`atMost: 0.5%`" : "`atLeast: 99.5%`"));
        return true;
    }

    /// <inheritdoc/>
    protected override void Constrain(JsonObject schema, SchemaDefinitions definitions)
    {
        schema["oneOf"] = new JsonArray([.. _bounds.Select(each => (JsonNode)Fragments.Needs(each.Key))]);
        schema["allOf"] = new JsonArray([.. SuiteCharacteristics.Names
            .GroupBy(each => (each.Characteristic.Unit, IsOwn: each.Characteristic.IsShare || !double.IsNaN(each.Quantile)))
            .Select(group => (JsonNode)Rule([.. group.Select(each => each.Word)], group.First(), definitions))]);
    }

    // What characteristics of one unit and shape may be bounded with, and by what.
    private JsonObject Rule(string[] words, NamedCharacteristic first, SchemaDefinitions definitions)
    {
        HashSet<MappingKey> fitting = [.. Fitting(first).Select(each => each.Key)];
        JsonObject allowed = [];
        foreach (MappingKey key in _bounds.Select(each => each.Key).Concat<MappingKey>(_means))
            allowed[key.Name] = fitting.Contains(key) ? Form(first.Characteristic.Unit, definitions) : JsonValue.Create(false);
        JsonObject named = new() { [_characteristic.Name] = Fragments.Words(words) };
        return new JsonObject
        {
            ["if"] = new JsonObject { ["properties"] = named, ["required"] = new JsonArray(_characteristic.Name) },
            ["then"] = new JsonObject { ["properties"] = allowed },
        };
    }

    private static JsonObject Form(CharacteristicUnit unit, SchemaDefinitions definitions) => unit switch
    {
        CharacteristicUnit.Share => Units.Share.Describe(definitions),
        CharacteristicUnit.Seconds => Units.DurationOrZero.Describe(definitions),
        _ => Units.Amount.Describe(definitions),
    };

    private static bool NeverHolds(Expectation read) => read.Characteristic.IsShare && read.Limit == (read.Bound.IsUpper ? 0 : 1);

    private static bool SaysNothing(Expectation read) =>
        (!read.Bound.IsUpper && read.Limit == 0) || (read.Characteristic.IsShare && read.Bound.IsUpper && read.Limit == 1);

    private IEnumerable<(ExpectationBound Bound, Key<Node> Key)> Fitting(NamedCharacteristic named) =>
        _bounds.Where(each => each.Bound.IsOfQuantile != (named.Characteristic.IsShare || !double.IsNaN(named.Quantile)));

    private static bool TryLimit(CharacteristicUnit unit, Node node, DiagnosticList said, out double limit)
    {
        if (unit != CharacteristicUnit.Seconds)
            return (unit == CharacteristicUnit.Share ? Units.Share : Units.Amount).TryRead(node, said, out limit);
        bool isRead = Units.DurationOrZero.TryRead(node, said, out TimeSpan time);
        limit = time.TotalSeconds;
        return isRead;
    }

    private static bool Refuse(DiagnosticList said, TextPosition position, Message message)
    {
        said.Add(position, message);
        return false;
    }
}
