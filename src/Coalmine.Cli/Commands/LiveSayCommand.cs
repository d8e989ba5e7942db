using System.CommandLine;
using System.Globalization;
using Coalmine.Cli.Terminals;
using Coalmine.Live.Driving.Records;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine live say</c>: a word to a rollout that is driven.</summary>
internal sealed class LiveSayCommand
{
    private const string About = "Say a word to a rollout that is driven: pause, resume, promote or abort.";

    private const string Details =
        """
        The word is left as annotation `coalmine.dev/say` on the ConfigMap coalmine-NAME beside the target, which the driver
        looks at every few seconds and takes away. kubectl can do the same:

          kubectl annotate configmap coalmine-fraud coalmine.dev/say="abort by me" --overwrite

        `pause` holds the weight; `resume` goes on, and takes a target that somebody else has changed back to the step's
        weight; `promote` promotes now, whatever the checks say; `abort` rolls back now.

        Examples:
          coalmine live say abort live.yaml
          coalmine live say resume live.yaml --context production
        """;

    private readonly Argument<string> _word = new("WORD") { Description = "pause, resume, promote or abort." };
    private readonly Argument<string> _file = new("FILE") { Description = "The file of kind Live that the rollout is driven by." };
    private readonly LiveOptions _options = new();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        LiveSayCommand say = new();
        say._word.AcceptOnlyFromAmong("pause", "resume", "promote", "abort");
        Command command = new("say", About) { say._word, say._file, say._options.Kubeconfig, say._options.Context };
        command.SetAction(parsed => say.RunAsync(parsed).GetAwaiter().GetResult());
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        if (LiveOptions.Load(parsed.GetRequiredValue(_file)) is not { } settings || _options.Connect(parsed) is not { } client)
            return ExitCode.BadInput;
        using (client)
        {
            string now = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            string word = $"{parsed.GetRequiredValue(_word)} {now} by {Environment.UserName}";
            StateMap map = new(client, settings.Target.Namespace, settings.Name);
            string problem = await map.LeaveAsync(word, CancellationToken.None).ConfigureAwait(false);
            if (problem.Length == 0)
                return ExitCode.Success;
            Terminal.Error.WriteLine($"coalmine live say: {problem}");

            // Its driver looks for one all the same: whoever makes it by hand is heard.
            if (!settings.KeepsConfigMap)
                Terminal.Error.WriteLine(
                    "The file says `configMap: false`, so that its driver makes none, but hears what stands on one: "
                    + $"`kubectl create configmap coalmine-{settings.Name} -n {settings.Target.Namespace}`, and say it again.");
            return ExitCode.BadInput;
        }
    }
}
