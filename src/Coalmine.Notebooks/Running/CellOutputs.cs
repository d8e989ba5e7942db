using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Coalmine.Notebooks.Showing;

namespace Coalmine.Notebooks.Running;

/// <summary>
/// The outputs of a cell as nbformat 4.5 writes them: <c>stream</c>, <c>display_data</c>, <c>execute_result</c>, <c>error</c>. Threads of the cell may add to
/// it at once.
/// </summary>
/// <param name="execution">The number of the cell among those that ran, from 1.</param>
/// <param name="take">Takes each output, in order and one at a time.</param>
internal sealed class CellOutputs(int execution, Action<JsonObject> take)
{
    private readonly object _lock = new();
    private readonly StringBuilder _text = new();
    private string _stream = "";

    /// <summary>Adds to what is printed.</summary>
    public void AddText(string stream, string text)
    {
        lock (_lock)
        {
            if (_stream != stream)
                EndText();
            _stream = stream;
            _text.Append(text);
        }
    }

    /// <summary>Adds what is displayed.</summary>
    public void AddDisplay(Shown shown) => Add(new JsonObject { ["data"] = Data(shown), ["metadata"] = new JsonObject(), ["output_type"] = "display_data" });

    /// <summary>Adds what the cell's last expression is worth: its last part is the result, what stands before it is displayed.</summary>
    public void AddResult(object? value)
    {
        ImmutableArray<Shown> all = Presentation.Of(value);
        for (int i = 0; i < all.Length - 1; i++)
            AddDisplay(all[i]);
        if (!all.IsEmpty)
            Add(new JsonObject
            {
                ["data"] = Data(all[^1]),
                ["execution_count"] = execution,
                ["metadata"] = new JsonObject(),
                ["output_type"] = "execute_result",
            });
    }

    /// <summary>Adds why the cell failed.</summary>
    public void AddError(string name, string value, string trace) =>
        Add(new JsonObject { ["ename"] = name, ["evalue"] = value, ["output_type"] = "error", ["traceback"] = new JsonArray(trace) });

    /// <summary>Hands on what was printed until now.</summary>
    public void Flush()
    {
        lock (_lock)
            EndText();
    }

    private void Add(JsonObject output)
    {
        lock (_lock)
        {
            EndText();
            take(output);
        }
    }

    private void EndText()
    {
        if (_text.Length == 0)
            return;
        string text = _text.ToString();
        _text.Clear();
        take(new JsonObject { ["name"] = _stream, ["output_type"] = "stream", ["text"] = Lines(text) });
    }

    private static JsonObject Data(Shown shown)
    {
        JsonObject data = [];
        if (!shown.Png.IsEmpty)
            data["image/png"] = Convert.ToBase64String(shown.Png.Span);
        if (shown.Html.Length > 0)
            data["text/html"] = Lines(shown.Html);
        data["text/plain"] = Lines(shown.Text);
        return data;
    }

    private static JsonArray Lines(string text)
    {
        string[] lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        JsonArray all = [];
        for (int i = 0; i < lines.Length; i++)
            if (i < lines.Length - 1 || lines[i].Length > 0)
                all.Add(i < lines.Length - 1 ? lines[i] + "\n" : lines[i]);
        return all;
    }
}
