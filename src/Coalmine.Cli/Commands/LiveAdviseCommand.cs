using System.Collections.Frozen;
using System.CommandLine;
using Coalmine.Cli.Terminals;
using Coalmine.Live.Advising;
using Coalmine.Live.Driving;
using Coalmine.Live.Files;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Observing;
using Coalmine.Live.Operating;
using Coalmine.Live.Operating.Telemetry;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine live advise</c>: answers Argo's web metric and Flagger's webhooks.</summary>
internal sealed class LiveAdviseCommand
{
    private const string About = "Answer Argo's web metric and Flagger's webhooks with the verdict of a policy.";

    private const string Details =
        """
        Follows the rollouts of all FILEs (`kind: Follow`), one after the other for each, and answers over HTTP:

          GET or POST /v1/argo/NAME?weight=10&revision=HASH
              {"verdict":"pass"|"fail"|"inconclusive","reasons":[...]}, always 200
              successCondition: result == "pass"    failureCondition: result == "fail"    jsonPath: "{$.verdict}"
          POST /v1/flagger/NAME/rollback                   200 rolls back now: only on fail
          POST /v1/flagger/NAME/rollout                    409 on fail, a failed check
          POST /v1/flagger/NAME/confirm-traffic-increase   200 on pass; 409 holds
          POST /v1/flagger/NAME/confirm-promotion          200 when every check passes; 409 holds

        Evidence is gathered at the policy's own looks and not by questions. An answer that lets a rollout go on is given only for
        the version and weight that were looked at, and looks at the cluster once more.

        It listens where the first FILE's `port:` says: 127.0.0.1:9180 unless told otherwise, and elsewhere only with a
        `tokenFile`; over TLS where `port:` has a `certificateFile` and a `keyFile` (PEM, read anew for each connection). /healthz and
        /readyz need no token; /metrics and /status do. Requests bear `Authorization: Bearer TOKEN`, or the token as the password of
        the address (Flagger). --log writes structured logs to the error stream.

        Examples:
          coalmine live advise scenarios/manifests/live/argo-follow.yaml
          coalmine live advise fraud.yaml ranking.yaml --context production
        """;

    private readonly Argument<string[]> _files = new("FILE") { Description = "The settings, of kind Follow.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _json = new("--json") { Description = "Print a JSON object a line." };
    private readonly Option<bool> _log = new("--log") { Description = "Write structured logs, a JSON object a line, to the error stream." };
    private readonly LiveOptions _options = new();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        LiveAdviseCommand advise = new();
        Command command = new("advise", About) { advise._files, advise._options.Kubeconfig, advise._options.Context, advise._json, advise._log };
        command.SetAction(parsed => advise.RunAsync(parsed).GetAwaiter().GetResult());
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        FollowSettings?[] read = [.. parsed.GetRequiredValue(_files).Select(LiveOptions.LoadFollow)];
        if (read.Any(settings => settings is null))
            return ExitCode.BadInput;
        FollowSettings[] all = [.. read.Select(settings => settings!)];
        if (all.GroupBy(settings => settings.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return Refuse($"{string.Join(" and ", twice.Select(one => one.File))} are both called '{twice.Key}', and answers are asked for by that name");
        if (all[0].Port.TokenFile is { Length: > 0 } tokens && !File.Exists(tokens))
            return Refuse($"there is no token file {tokens}");
        if (_options.Connect(parsed) is not { } client)
            return ExitCode.BadInput;
        using Interruption interruption = new();
        using (client)
        {
            string[] logged = parsed.GetValue(_log) ? [.. all.Select(settings => settings.Name)] : [];
            LiveLog[] logs = [.. logged.Select(LiveLog.ToErrorStream)];
            try
            {
                return await ServeAsync(all, client, (parsed.GetValue(_json), logs), interruption).ConfigureAwait(false);
            }
            finally
            {
                foreach (LiveLog log in logs)
                    log.Dispose();
            }
        }
    }

    private static async Task<int> ServeAsync(
        FollowSettings[] all, ClusterClient client, (bool IsJson, LiveLog[] Logs) said, Interruption interruption)
    {
        TimeProvider time = TimeProvider.System;
        RolloutPrinter printer = new(said.IsJson, time);
        using FollowTelemetry telemetry = new(time);
        FollowTelemetry.Watched[] watched = [.. all.Select(settings => telemetry.Watch(settings.Name))];
        Witnesses[] witnesses =
        [
            .. all.Select((settings, i) => new Witnesses(
                [new RolloutPrinter(said.IsJson, time, all.Length > 1 ? settings.Name : ""), watched[i], .. said.Logs.Skip(i).Take(1)])),
        ];
        FollowSession[] sessions = [.. all.Select((settings, i) => new FollowSession(settings, client, witnesses[i]))];
        Dictionary<string, AdviceDesk> desks = [];
        for (int i = 0; i < all.Length; i++)
        {
            Follower follower = sessions[i].Follower;
            desks[all[i].Name] = new AdviceDesk(follower, time);
            watched[i].Standing = () => follower.Standing;
        }

        try
        {
            OperatingAnswers shown = new(all[0].Port, telemetry, time);
            AdviceHost host = new(all[0].Port, desks.ToFrozenDictionary())
            {
                Beside = shown.Map,
                OpenPaths = FrozenSet.Create("/healthz", "/readyz"),
                Telemetry = new AdviceTelemetry(telemetry, desks.Keys),
            };
            if (host.Port.Warning is { } warning)
                await witnesses[0].ToldAsync(time.GetUtcNow(), warning, interruption.Token).ConfigureAwait(false);
            AdviceServer server = await AdviceServer.StartAsync(host, interruption.Token).ConfigureAwait(false);
            await using (server.ConfigureAwait(false))
            {
                printer.Print(time.GetUtcNow(), "note", "", $"answers at {server.Address}v1/argo/NAME and {server.Address}v1/flagger/NAME/HOOK");
                await Task.WhenAll(sessions.Select(session => session.Follower.FollowAllAsync(interruption.Token))).ConfigureAwait(false);
            }

            return interruption.ExitCode;
        }
        catch (IOException problem)
        {
            return Refuse($"cannot listen at {all[0].Port.Address}:{all[0].Port.Port}: {problem.Message}");
        }
        finally
        {
            foreach (AdviceDesk desk in desks.Values)
                desk.Dispose();
            foreach (FollowSession session in sessions)
                session.Dispose();
        }
    }

    private static int Refuse(string problem)
    {
        Terminal.Error.WriteLine($"coalmine live advise: {problem}");
        return ExitCode.BadInput;
    }
}
