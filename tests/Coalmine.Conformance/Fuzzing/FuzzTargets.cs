using Coalmine.Conformance.Fuzzing.Targets;

namespace Coalmine.Conformance.Fuzzing;

/// <summary>The targets that take part in a run.</summary>
internal sealed class FuzzTargets
{
    private readonly FuzzTarget[] _targets;

    private FuzzTargets(FuzzTarget[] targets) => _targets = targets;

    /// <summary>The targets that are asked for, with the files of the repository.</summary>
    /// <exception cref="RefusedException">A name is none of a target.</exception>
    public static FuzzTargets Of(FuzzOptions options)
    {
        SoundFiles files = SoundFiles.Find();
        FuzzWorlds worlds = new(files);
        ToldFiles told = new(files);
        FuzzTarget[] all =
        [
            new ManifestTarget(files, worlds), new PolicyTarget(files, worlds), new ScenarioTarget(files), new QueryTarget(files), new ConditionTarget(),
            new TemplateTarget(files), new ScriptTarget(files), new ExplainTarget(told), new ConvertTarget(told),
        ];
        string[] unknown = [.. options.Only.Except(all.Select(target => target.Name)).Order(StringComparer.Ordinal)];
        return unknown.Length > 0
            ? throw new RefusedException($"Read --only '{string.Join(',', unknown)}'. Allowed: {string.Join(", ", all.Select(target => target.Name))}.")
            : new FuzzTargets([.. all.Where(target => options.Wants(target.Name))]);
    }

    /// <summary>The targets.</summary>
    public IReadOnlyList<FuzzTarget> All => _targets;

    /// <summary>The target of a case.</summary>
    public FuzzTarget Pick(Luck luck)
    {
        int left = luck.Below(_targets.Sum(target => target.Share));
        return _targets.First(target => (left -= target.Share) < 0);
    }
}
