using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Coalmine.Cli.Tests.Runs;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Notebooks.Documents;
using Xunit;

namespace Coalmine.Cli.Tests.Commands;

/// <summary><c>notebook install-kernel</c>, and the kernel as Jupyter's own client finds it: started, asked, interrupted and shut down by nbconvert.</summary>
public sealed class KernelTests : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly Nbconvert _nbconvert;

    public KernelTests() => _nbconvert = new Nbconvert(_sandbox.Folder);

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void CommittedNotebook_InJupyter_HasTheCommittedOutputs()
    {
        string notebook = Path.Combine(Shipped.Folder, "notebooks", "01-first-rollout.ipynb");
        Install();
        CliRun run = _nbconvert.Execute(notebook);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal([], StaleOutputs.Of(Read(notebook), Read(InSandbox("01-first-rollout.ipynb"))).Select(stale => stale.Message));
    }

    [Fact]
    public void CellsThatFail_LeaveTheKernelAtWork()
    {
        string[] cells =
        [
            "int answer = 42;\nConsole.Write(\"a\");\nConsole.Error.Write(\"b\");",
            "int never = 1\n+;",
            "throw new InvalidOperationException(\"no more\");",
            "answer",
        ];
        Install();
        CliRun run = _nbconvert.Execute(Write(cells), "--allow-errors");
        Assert.True(run.ExitCode == 0, run.Error);
        JsonObject[][] outputs = Outputs();
        Assert.Equal(["stdout a", "stderr b"], outputs[0].Select(output => $"{output["name"]} {output["text"]}"));
        Assert.Equal("CompilationError", (string?)Assert.Single(outputs[1])["ename"]);
        Assert.Equal("InvalidOperationException: no more", $"{Assert.Single(outputs[2])["ename"]}: {outputs[2][0]["evalue"]}");
        Assert.Equal("42", (string?)Assert.Single(outputs[3])["data"]!["text/plain"]);
    }

    [Fact]
    public void CellThatNeverEnds_IsInterrupted()
    {
        Install();
        CliRun run = _nbconvert.Execute(
            Write("while (true) { }"), "--allow-errors", "--ExecutePreprocessor.timeout=2", "--ExecutePreprocessor.interrupt_on_timeout=True");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("Interrupted", (string?)Assert.Single(Outputs()[0])["ename"]);
    }

    [Fact]
    public void Kernel_IsTakenAway_AndAnothersIsLeftAlone()
    {
        string file = InSandbox(Path.Combine("jupyter", "kernels", "coalmine", "kernel.json"));
        CliRun dry = CliRun.In(_sandbox.Folder, _nbconvert.Environment, "notebook", "install-kernel", "--dry-run");
        Assert.Contains("\"{connection_file}\"", dry.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
        Install();
        Install();
        Assert.True(File.Exists(file));
        Assert.Equal(0, CliRun.In(_sandbox.Folder, _nbconvert.Environment, "notebook", "uninstall-kernel").ExitCode);
        Assert.False(Directory.Exists(Path.GetDirectoryName(file)));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "{ \"argv\": [\"python3\"] }");
        foreach (string command in new[] { "install-kernel", "uninstall-kernel" })
            Assert.Equal(2, CliRun.In(_sandbox.Folder, _nbconvert.Environment, "notebook", command).ExitCode);
        Assert.Contains("python3", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Kernel_WhoseFrontEndDied_Ends()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there the front end is named by a handle");
        using Process frontEnd = Process.Start("true");
        frontEnd.WaitForExit();
        int[] ports = FreePorts(5);
        JsonObject connection = new()
        {
            ["transport"] = "tcp",
            ["ip"] = "127.0.0.1",
            ["key"] = "k",
            ["signature_scheme"] = "hmac-sha256",
            ["shell_port"] = ports[0],
            ["control_port"] = ports[1],
            ["iopub_port"] = ports[2],
            ["stdin_port"] = ports[3],
            ["hb_port"] = ports[4],
        };
        _sandbox.Write("connection.json", connection.ToJsonString());
        CliRun run = CliRun.In(
            _sandbox.Folder,
            new Dictionary<string, string> { ["JPY_PARENT_PID"] = frontEnd.Id.ToString(CultureInfo.InvariantCulture) },
            "notebook", "kernel", "--connection-file", "connection.json");
        Assert.Equal((0, "coalmine notebook kernel: the front end that started this is gone\n"), (run.ExitCode, run.Error));
    }

    private static int[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in listeners)
            listener.Start();
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (TcpListener listener in listeners)
            listener.Dispose();
        return ports;
    }

    private static NotebookFile Read(string path) => Assert.IsType<ReadResult<NotebookFile>.Read>(NotebookFile.Read(path)).Value;

    private void Install()
    {
        CliRun install = CliRun.In(_sandbox.Folder, _nbconvert.Environment, "notebook", "install-kernel");
        Assert.True(install.ExitCode == 0, install.Error);
    }

    private string InSandbox(string name) => Path.Combine(_sandbox.Folder, name);

    private string Write(params string[] cells)
    {
        JsonObject notebook = new()
        {
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
            ["metadata"] = new JsonObject(),
            ["cells"] = new JsonArray([.. cells.Select((cell, index) => (JsonNode)new JsonObject
            {
                ["cell_type"] = "code",
                ["id"] = $"c{index}",
                ["metadata"] = new JsonObject(),
                ["execution_count"] = null,
                ["outputs"] = new JsonArray(),
                ["source"] = cell,
            })]),
        };
        Directory.CreateDirectory(InSandbox("asked"));
        string path = InSandbox(Path.Combine("asked", "a.ipynb"));
        File.WriteAllText(path, notebook.ToJsonString());
        return path;
    }

    // What nbconvert wrote, the texts joined.
    private JsonObject[][] Outputs() =>
    [
        .. JsonNode.Parse(File.ReadAllText(InSandbox("a.ipynb")))!["cells"]!.AsArray()
            .Select(cell => cell!["outputs"]!.AsArray().Select(output => Joined((JsonObject)output!)).ToArray()),
    ];

    private static JsonObject Joined(JsonObject output)
    {
        foreach (JsonObject holder in new[] { output, output["data"] as JsonObject }.OfType<JsonObject>())
            foreach (string name in holder.Select(each => each.Key).ToArray())
                if (holder[name] is JsonArray lines && name != "traceback")
                    holder[name] = string.Concat(lines.Select(line => (string?)line));
        return output;
    }
}
