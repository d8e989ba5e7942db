using System.Text.Json.Nodes;
using System.Threading.Channels;
using Coalmine.Notebooks.Documents;
using Coalmine.Notebooks.Running;

namespace Coalmine.Notebooks.Kernels;

/// <summary>
/// The requests of the shell channel, one at a time and in order. After a cell that fails, those that were asked for by then are not run, unless it was told
/// not to stop.
/// </summary>
/// <param name="voice">How the kernel speaks.</param>
/// <param name="log">Takes one line for whatever is not understood.</param>
internal sealed class CellQueue(KernelVoice voice, Action<string> log)
{
    private static readonly TimeSpan Printing = TimeSpan.FromMilliseconds(50);

    private readonly Channel<(Request Request, long Number)> _waiting = Channel.CreateUnbounded<(Request, long)>();
    private readonly CellSession _session = new();
    private readonly Lock _lock = new();
    private CancellationTokenSource? _running;
    private long _asked;
    private long _abortedUntil;
    private int _executions;

    /// <summary>Queues a request.</summary>
    public void Add(Request request)
    {
        lock (_lock)
            _waiting.Writer.TryWrite((request, ++_asked));
    }

    /// <summary>Ends the cell that runs, if any.</summary>
    public void Interrupt()
    {
        lock (_lock)
            _running?.Cancel();
    }

    /// <summary>Answers until cancelled.</summary>
    public async Task RunAsync(CancellationToken end)
    {
        await foreach ((Request request, long number) in _waiting.Reader.ReadAllAsync(end).ConfigureAwait(false))
        {
            voice.TellState("busy", request);
            if (request.Message.Type == "execute_request")
                Execute(request, number, end);
            else if (KernelAnswers.To(request.Message) is { } answer)
                voice.Answer(request, request.Message.Type.Replace("_request", "_reply", StringComparison.Ordinal), answer);
            else if (request.Message.Type == "comm_open")
                voice.Tell("comm_close", request, NoSuchTarget(request.Message.Content["comm_id"]));
            else
                log("a request of a kind that is not known was left out");
            voice.TellState("idle", request);
        }
    }

    private void Execute(Request request, long number, CancellationToken end)
    {
        JsonObject content = request.Message.Content;
        if (number <= _abortedUntil)
        {
            voice.Answer(request, "execute_reply", new JsonObject { ["status"] = "aborted", ["execution_count"] = _executions });
            return;
        }

        string code = JsonReading.Text(content, "code") ?? "";
        bool isSilent = JsonReading.Flag(content, "silent", false);
        if (!isSilent && JsonReading.Flag(content, "store_history", true))
            _executions++;
        if (!isSilent)
            voice.Tell("execute_input", request, new JsonObject { ["code"] = code, ["execution_count"] = _executions });
        JsonObject? error = Run(request, code, isSilent, end);
        JsonObject reply = error ?? new JsonObject { ["payload"] = new JsonArray(), ["user_expressions"] = new JsonObject() };
        reply["status"] = error is null ? "ok" : "error";
        reply["execution_count"] = _executions;
        if (error is not null && JsonReading.Flag(content, "stop_on_error", true))
            lock (_lock)
                _abortedUntil = _asked;
        voice.Answer(request, "execute_reply", reply);
    }

    private static JsonObject NoSuchTarget(JsonNode? comm) => new() { ["comm_id"] = comm?.DeepClone(), ["data"] = new JsonObject() };

    // What the cell fails with; nothing where it ran to its end.
    private JsonObject? Run(Request request, string code, bool isSilent, CancellationToken end)
    {
        JsonObject? error = null;
        CellOutputs outputs = new(_executions, output =>
        {
            JsonObject content = ContentOf(output, out string type);
            if (type == "error")
                error = (JsonObject)content.DeepClone();
            if (!isSilent)
                voice.Tell(type, request, content);
        });
        using CancellationTokenSource interrupted = CancellationTokenSource.CreateLinkedTokenSource(end);
        lock (_lock)
            _running = interrupted;
        using (Timer printing = new(_ => outputs.Flush(), null, Printing, Printing))
            _session.Run(code, outputs, interrupted.Token);
        lock (_lock)
            _running = null;
        return error;
    }

    // Files hold texts as lines, messages as they are.
    private static JsonObject ContentOf(JsonObject output, out string type)
    {
        JsonObject content = (JsonObject)output.DeepClone();
        type = (string)content["output_type"]!;
        content.Remove("output_type");
        if (content["text"] is { } text)
            content["text"] = NotebookFile.Joined(text);
        if (content["data"] is JsonObject data)
            foreach (string kind in data.Select(each => each.Key).ToArray())
                data[kind] = NotebookFile.Joined(data[kind]);
        return content;
    }
}
