using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Coalmine.Testing.Prometheus;

/// <summary>A real Prometheus, of Debian's package, on a free port of loopback, with an empty store in a folder that goes with it.</summary>
public sealed partial class PrometheusProcess : IAsyncDisposable
{
    private readonly string _folder;
    private readonly Process _process;

    private PrometheusProcess(string folder, Process process, Uri address)
    {
        _folder = folder;
        _process = process;
        Address = address;
    }

    /// <summary>Why there is none on this machine; empty where there is one.</summary>
    public static string Missing => Find().Length > 0 ? "" : "prometheus not found: apt-get install prometheus";

    /// <summary>Whether the machine promises all components, so that a missing one fails tests and skips none.</summary>
    public static bool IsPromised => Environment.GetEnvironmentVariable("COALMINE_REQUIRE_COMPONENTS") == "1";

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts one and waits until it answers.</summary>
    /// <param name="configuration">Its configuration, in YAML.</param>
    /// <param name="arguments">Further arguments.</param>
    /// <exception cref="InvalidOperationException">It is not there or does not start; the message has its log.</exception>
    public static async Task<PrometheusProcess> StartAsync(string configuration, params string[] arguments)
    {
        if (Missing.Length > 0)
            throw new InvalidOperationException(Missing);
        string folder = Directory.CreateTempSubdirectory("coalmine-prometheus-").FullName;
        string file = Path.Combine(folder, "prometheus.yml");
        await File.WriteAllTextAsync(file, configuration).ConfigureAwait(false);
        string[] all = [$"--config.file={file}", $"--storage.tsdb.path={Path.Combine(folder, "data")}", "--web.listen-address=127.0.0.1:0", .. arguments];
        Process process = Process.Start(new ProcessStartInfo(Find(), all) { RedirectStandardError = true })!;
        List<string> log = [];
        while (await process.StandardError.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            log.Add(line);
            if (Listening().Match(line) is not { Success: true } match)
                continue;
            _ = process.StandardError.ReadToEndAsync();
            PrometheusProcess started = new(folder, process, new Uri($"http://{match.Groups["address"].Value}/"));
            await started.WaitUntilReadyAsync().ConfigureAwait(false);
            return started;
        }

        process.Dispose();
        Directory.Delete(folder, recursive: true);
        throw new InvalidOperationException($"prometheus did not start:\n{string.Join('\n', log)}");
    }

    /// <summary>Ends it at once, as a crash would.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync().ConfigureAwait(false);
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "prometheus")).FirstOrDefault(File.Exists, "");

    // It listens before it has read its store.
    private async Task WaitUntilReadyAsync()
    {
        using HttpClient client = new() { BaseAddress = Address };
        while (true)
        {
            using HttpResponseMessage response = await client.GetAsync(new Uri("-/ready", UriKind.Relative)).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
                return;
            if (_process.HasExited)
                throw new InvalidOperationException("prometheus ended while it started");
            await Task.Delay(20).ConfigureAwait(false);
        }
    }

    [GeneratedRegex("msg=\"Listening on\".* address=(?<address>127[.]0[.]0[.]1:[0-9]+)")]
    private static partial Regex Listening();
}
