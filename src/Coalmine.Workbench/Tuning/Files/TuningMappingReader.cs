using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Readers;
using Coalmine.Workbench.Tuning.Goals;

namespace Coalmine.Workbench.Tuning.Files;

/// <summary>The keys of a file of kind <c>Tuning</c>.</summary>
internal sealed class TuningMappingReader : MappingReader<TuningFile>
{
    private readonly Key<string> _about;
    private readonly Key<ImmutableArray<Located<string>>> _policy;
    private readonly Key<ImmutableArray<Located<WeightedScenario>>> _against;
    private readonly Key<ImmutableArray<Located<string>>> _vary;
    private readonly Key<ImmutableArray<Located<TuningTarget>>> _targets;
    private readonly Key<TuningMeasure> _minimise;
    private readonly Key<int> _budget;
    private readonly Key<TimeSpan> _time;
    private readonly Key<int> _seed;

    public TuningMappingReader()
        : base("tuning", "the tuning run")
    {
        Required(FileKindReader.Key, FileKindReader.Only(FileKind.Tuning));
        Optional("version", new VersionReader(), VersionReader.Current);
        _about = Optional("about", Units.Words, "");
        _policy = Required("policy", new ListReader<string>(
            new WordsReader("file", "the path of one of the policy's files, from the folder of this one"), allowsNone: false));
        _against = Required("against", new ListReader<WeightedScenario>(new WeightedScenarioReader(), allowsNone: false));
        _vary = Optional("vary", new ListReader<string>(
            new WordsReader("field with its values", "a field with its values, such as `checks[1].atMost=0.2%..3% log` or `plan.every=1m,2m,5m`"),
            allowsNone: true), []);
        _targets = Optional("targets", new ListReader<TuningTarget>(new TargetReader(), allowsNone: true), []);
        _minimise = Optional("minimise", new ChoiceReader<TuningMeasure>(
            "objective", [.. Enum.GetValues<TuningMeasure>().Select(measure => (MeasureWords.Of(measure), measure))]));
        _budget = Optional("budget", new WholeNumberReader("budget", 1, 100_000_000));
        _time = Optional("time", Units.Duration);
        _seed = Optional("seed", Units.Count);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out TuningFile value)
    {
        value = new TuningFile
        {
            About = fields.Get(_about),
            Policy = fields.Get(_policy),
            Against = fields.Get(_against),
            Vary = fields.Get(_vary),
            Targets = fields.Get(_targets),
            Minimise = fields.Has(_minimise) ? fields.Get(_minimise) : null,
            Budget = fields.Has(_budget) ? fields.Get(_budget) : null,
            Time = fields.Has(_time) ? fields.Get(_time) : null,
            Seed = fields.Has(_seed) ? (ulong)fields.Get(_seed) : null,
        };
        return true;
    }
}
