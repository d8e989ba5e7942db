using System.Text.Json.Nodes;

namespace Coalmine.Testing.Clusters.Kinds;

/// <summary>A structural schema, as far as the platforms' custom resources need it.</summary>
public sealed class Schema
{
    /// <summary>What the value is.</summary>
    public SchemaType Type { get; set; }

    /// <summary>The known fields of an object.</summary>
    public SortedDictionary<string, Schema> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>Fields that must be there.</summary>
    public SortedSet<string> Required { get; } = new(StringComparer.Ordinal);

    /// <summary>What a list or a map holds.</summary>
    public Schema? Items { get; set; }

    /// <summary>Least number.</summary>
    public long? Least { get; set; }

    /// <summary>Greatest number.</summary>
    public long? Greatest { get; set; }

    /// <summary>How many elements a list may have.</summary>
    public int? MostItems { get; set; }

    /// <summary>How many elements a list must have.</summary>
    public int? FewestItems { get; set; }

    /// <summary>The allowed texts; none means any.</summary>
    public IReadOnlyList<string> Allowed { get; set; } = [];

    /// <summary>What the server writes where nothing is given.</summary>
    public JsonNode? Default { get; set; }

    /// <summary>Names of the fields that identify an element, for a list which is merged by them; none means that the list is replaced whole.</summary>
    public IReadOnlyList<string> Keys { get; set; } = [];

    /// <summary>Whether a list of texts is merged as a set.</summary>
    public bool IsSet { get; set; }

    /// <summary>Whether objects inside are structs of a compiled type, which are always there and so owned by nobody, unless they are maps.</summary>
    public bool HasStructs { get; set; }

    /// <summary>The schema of everything below, for values that have none.</summary>
    public static Schema Unknown { get; } = new() { Type = SchemaType.Any };

    /// <summary>The schema of a member.</summary>
    public Schema Of(string field) => Type switch
    {
        SchemaType.Map => Items ?? Unknown,
        _ => Fields.GetValueOrDefault(field, Unknown),
    };
}
