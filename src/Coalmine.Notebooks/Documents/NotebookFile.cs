using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Notebooks.Documents;

/// <summary>A notebook: an .ipynb file of nbformat 4 whose cells are C#. What it holds beside cells of code is kept as it is.</summary>
public sealed class NotebookFile
{
    private const int MostMebi = 64;

    private static readonly JsonWriterOptions Written =
        new() { Indented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    private NotebookFile(string path, JsonObject root, ImmutableArray<CodeCell> cells) => (Path, Root, Cells) = (path, root, cells);

    /// <summary>The file as it was given.</summary>
    public string Path { get; }

    /// <summary>The cells of code, in order.</summary>
    public ImmutableArray<CodeCell> Cells { get; }

    /// <summary>The whole document.</summary>
    internal JsonObject Root { get; }

    /// <summary>Reads a notebook.</summary>
    /// <param name="path">The file; shown in messages as given.</param>
    public static ReadResult<NotebookFile> Read(string path) => BoundedFile.Read(path, MostMebi, bytes => Parse(path, bytes), NotebookMessages.CannotRead);

    /// <summary>Reads a notebook from its bytes.</summary>
    /// <param name="path">The name shown in messages.</param>
    /// <param name="json">The bytes.</param>
    public static ReadResult<NotebookFile> Parse(string path, byte[] json)
    {
        ArgumentNullException.ThrowIfNull(json);
        JsonNode? parsed;
        try
        {
            parsed = JsonNode.Parse(json);
        }
        catch (JsonException problem)
        {
            TextPosition place = new((int)(problem.LineNumber ?? 0) + 1, (int)(problem.BytePositionInLine ?? 0) + 1);
            return Refuse(path, place, NotebookMessages.Malformed(Reason(problem)));
        }

        if (parsed is not JsonObject root)
            return Refuse(path, NotebookMessages.NoNotebook("its outermost value is no object"));
        if (root["nbformat"] is not JsonValue version)
            return Refuse(path, NotebookMessages.NoNotebook("it has no `nbformat`"));
        if (!version.TryGetValue(out int format) || format != 4)
            return Refuse(path, NotebookMessages.OtherFormat(version.ToJsonString()));
        if (root["cells"] is not JsonArray cells || cells.Any(cell => !IsCell(cell)))
            return Refuse(path, NotebookMessages.NoNotebook("it has no `cells`, or one of them has no `cell_type` and `source`"));
        if (LanguageOf(root) is { } language && !IsCSharp(language))
            return Refuse(path, NotebookMessages.OtherLanguage(language));
        return CellsOf(path, root, cells, json);
    }

    /// <summary>Writes the notebook as Jupyter does: an indent of one, no escapes that need not be, a line break at the end.</summary>
    /// <param name="stream">Where to.</param>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using (Utf8JsonWriter writer = new(stream, Written))
            Root.WriteTo(writer);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>The same notebook with other outputs.</summary>
    /// <param name="outputs">The outputs of each cell that ran, in the order of <see cref="Cells"/>; the others have none.</param>
    internal NotebookFile With(IReadOnlyList<JsonArray> outputs)
    {
        JsonObject root = (JsonObject)Root.DeepClone();
        root["nbformat_minor"] = Math.Max(5, root["nbformat_minor"] is JsonValue minor && minor.TryGetValue(out int read) ? read : 0);
        JsonArray cells = (JsonArray)root["cells"]!;
        for (int i = 0; i < cells.Count; i++)
            if (cells[i]!["id"] is null)
                cells[i]!["id"] = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"cell-{i + 1}");
        for (int i = 0; i < Cells.Length; i++)
        {
            JsonObject cell = (JsonObject)cells[Cells[i].Index]!;
            cell["execution_count"] = i < outputs.Count ? i + 1 : null;
            cell["outputs"] = i < outputs.Count ? outputs[i].DeepClone() : new JsonArray();
        }

        return new NotebookFile(Path, root, Cells);
    }

    /// <summary>The outputs of a cell as the document holds them.</summary>
    internal JsonArray OutputsOf(CodeCell cell) => Root["cells"]![cell.Index]!["outputs"] as JsonArray ?? [];

    /// <summary>A text that a notebook holds whole or as a list of lines.</summary>
    internal static string Joined(JsonNode? text) => text switch
    {
        JsonArray lines => string.Concat(lines.Select(line => line?.ToString())),
        null => "",
        _ => text.ToString(),
    };

    private static ReadResult<NotebookFile> CellsOf(string path, JsonObject root, JsonArray cells, byte[] json)
    {
        ImmutableArray<ImmutableArray<TextPosition>> places = CellPlaces.Of(json);
        ImmutableArray<CodeCell> code =
        [
            .. cells.Select((cell, index) => (Cell: (JsonObject)cell!, Index: index)).Where(each => (string?)each.Cell["cell_type"] == "code")
                .Select(each => new CodeCell(each.Index, Joined(each.Cell["source"]), IsVolatile(each.Cell)) { Lines = places[each.Index] }),
        ];
        foreach (CodeCell cell in code)
            if (CellText.ForeignMagic(cell.Source) is { } magic)
                return Refuse(path, cell.PlaceOf(1), NotebookMessages.OtherMagic(cell.Number, magic));
        return new ReadResult<NotebookFile>.Read(new NotebookFile(path, root, code), []);
    }

    private static bool IsCell(JsonNode? cell) =>
        cell is JsonObject found && found["cell_type"] is JsonValue && found["source"] is JsonValue or JsonArray;

    private static bool IsVolatile(JsonObject cell) =>
        cell["metadata"] is JsonObject metadata && metadata["tags"] is JsonArray tags && tags.Any(tag => tag?.ToString() == "volatile");

    private static string? LanguageOf(JsonObject root) => root["metadata"] is not JsonObject metadata ? null
        : (metadata["kernelspec"] as JsonObject)?["language"]?.ToString() ?? (metadata["language_info"] as JsonObject)?["name"]?.ToString();

    private static bool IsCSharp(string language) =>
        language.Equals("C#", StringComparison.OrdinalIgnoreCase) || language.Equals("csharp", StringComparison.OrdinalIgnoreCase)
        || language.Equals("polyglot-notebook", StringComparison.OrdinalIgnoreCase);

    // The reader ends its sentence with the place, which stands before it already.
    private static string Reason(JsonException problem)
    {
        int place = problem.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return place < 0 ? problem.Message : problem.Message[..place];
    }

    private static ReadResult<NotebookFile> Refuse(string path, Message message) => Refuse(path, TextPosition.Start, message);

    private static ReadResult<NotebookFile> Refuse(string path, TextPosition place, Message message) =>
        new ReadResult<NotebookFile>.Refused([Diagnostic.At(path, place, message)]);
}
