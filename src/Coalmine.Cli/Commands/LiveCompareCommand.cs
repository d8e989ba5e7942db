using System.CommandLine;
using System.Globalization;
using Coalmine.Cli.Terminals;
using Coalmine.Live.Comparing;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine live compare</c>: counts pairs of mirrored answers.</summary>
internal sealed class LiveCompareCommand
{
    private const string About = "Receive the answers of both arms to mirrored requests, and count whether they agree.";

    private const string Details =
        """
        Payload loggers of Seldon Core v1 and KServe (`logger: { mode: response, url }`) of both arms post answers here. Those to
        one request are joined by its id, and compared by one part of them, as `comparator:` of FILE says. /metrics shows
        model_pairs_total{agree} and, where labels are posted, model_pairs_labelled_total{baseline,canary}, with the labels by which
        the same FILE's `prometheus: metrics` looks for them; scrape it with `honor_labels: true`.

          POST / or /v1/events    a CloudEvent in binary mode
          POST /v1/labels         {"id": "7", "label": 1}, or a list of them: what the right answer was
          GET  /metrics           counts, in Prometheus's text format
          GET  /healthz           without a token

        Both arms must know the request by one id. Seldon takes it from the request's header Seldon-Puid and makes up one for
        each arm where that is missing: the caller or the gateway sets it. KServe has none; let its logger pass a header on
        (`metadataHeaders: [X-Request-Id]`) and name it by `requestHeader`.

        Example:
          coalmine live compare scenarios/manifests/live/compare.yaml
        """;

    private readonly Argument<string> _file = new("FILE") { Description = "The settings, of kind Live, with a comparator." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        LiveCompareCommand compare = new();
        Command command = new("compare", About) { compare._file };
        command.SetAction(parsed => RunAsync(parsed.GetRequiredValue(compare._file)).GetAwaiter().GetResult());
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private static async Task<int> RunAsync(string file)
    {
        if (LiveOptions.Load(file) is not { } settings)
            return ExitCode.BadInput;
        if (settings.Comparator is not { } comparator)
            return Refuse($"{file} has no `comparator:`, which says where answers are received and what of them is compared");
        if (comparator.Port.TokenFile is { Length: > 0 } tokens && !File.Exists(tokens))
            return Refuse($"there is no token file {tokens}");
        if (comparator.Port.Warning is { } warning)
            Terminal.Error.WriteLine($"warning {warning.Id} · {warning.Text}");
        using Interruption interruption = new();
        try
        {
            ComparatorServer server = await ComparatorServer.StartAsync(settings, TimeProvider.System, interruption.Token).ConfigureAwait(false);
            await using (server.ConfigureAwait(false))
            {
                Terminal.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"receives answers of '{comparator.Baseline}' and '{comparator.Canary}' at {server.Address}, shows counts at {server.Address}metrics"));
                await Task.Delay(Timeout.Infinite, interruption.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (OperationCanceledException)
        {
            // Interrupted while it started.
        }
        catch (IOException problem)
        {
            return Refuse($"cannot listen at {comparator.Port.Address}:{comparator.Port.Port}: {problem.Message}");
        }

        return interruption.ExitCode;
    }

    private static int Refuse(string problem)
    {
        Terminal.Error.WriteLine($"coalmine live compare: {problem}");
        return ExitCode.BadInput;
    }
}
