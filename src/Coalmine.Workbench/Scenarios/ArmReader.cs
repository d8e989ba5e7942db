using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads <c>baseline:</c> and <c>canary:</c>. The canary may begin with <c>like: baseline</c> and say only what differs.</summary>
internal sealed class ArmReader : MappingReader<ArmDraft>
{
    private readonly Key<string>? _like;
    private readonly Key<LatencyDistribution> _latency;
    private readonly Key<double> _errors;
    private readonly Key<double> _accuracy;
    private readonly Key<ClassMix> _classes;
    private readonly Key<ModelScores> _scores;
    private readonly Key<LearnedArm> _model;
    private readonly Key<double> _conversion;
    private readonly Key<RevenueDistribution> _revenue;
    private readonly Key<ImmutableArray<Located<Fault>>> _faults;

    public ArmReader(FaultTarget arm)
        : base(arm == FaultTarget.Canary ? "canary" : "baseline", arm == FaultTarget.Canary ? "the canary" : "the baseline")
    {
        bool isCanary = arm == FaultTarget.Canary;
        _like = isCanary ? Optional("like", new ChoiceReader<string>("arm", ("baseline", "baseline"))) : null;
        _latency = isCanary ? Optional("latency", ScenarioUnits.Latency) : Required("latency", ScenarioUnits.Latency);
        _errors = Share("errors", isCanary, absent: 0);
        _accuracy = Share("accuracy", isCanary, absent: 1);
        _classes = Optional("classes", new ClassesReader());
        _scores = Optional("scores", new ScoresReader());
        _model = Optional("model", new ModelReader());
        _conversion = Share("conversion", isCanary, absent: 0);
        _revenue = Optional("revenue", new RevenueReader(), RevenueDistribution.None);
        _faults = Optional("faults", new ListReader<Fault>(FaultReader.Any(arm), allowsNone: true), []);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out ArmDraft value)
    {
        if (fields.Has(_classes) && fields.Has(_accuracy))
        {
            said.Add(fields.PositionOf(_accuracy), ScenarioMessages.AccuracyBesideClasses);
            value = null;
            return false;
        }

        MappingKey? second = fields.Has(_model) ? Answers.FirstOrDefault(fields.Has) : null;
        if (second is not null)
        {
            said.Add(fields.PositionOf(second), LearnedMessages.ModelBesideParameters(second.Name));
            value = null;
            return false;
        }

        bool isLike = _like is not null && fields.Has(_like);
        value = new ArmDraft(isLike ? model => Override(model, fields) : _ => Write(fields), fields.Get(_faults), Model);
        if (isLike || fields.Has(_latency))
            return true;

        said.Add(fields.Start, ScenarioMessages.LatencyMissing);
        return false;

        LearnedArm? Model(LearnedArm? like) => fields.Has(_model) ? fields.Get(_model) : isLike && !Answers.Any(fields.Has) ? like : null;
    }

    /// <inheritdoc/>
    protected override void Constrain(JsonObject schema, SchemaDefinitions definitions)
    {
        schema["not"] = Fragments.AnyOf([Fragments.Needs(_classes, _accuracy), .. Answers.Select(key => Fragments.Needs(_model, key))]);
        if (_like is not null)
            schema["anyOf"] = Fragments.AtLeastOneOf(_like, _latency);
    }

    // What says how well an arm answers, and how sure it is.
    private MappingKey[] Answers => [_accuracy, _classes, _scores];

    // What a canary leaves out it has from the baseline where it is like it.
    private Key<double> Share(string name, bool isCanary, double absent) =>
        isCanary ? Optional(name, Units.Share) : Optional(name, Units.Share, absent);

    private ModelBehaviour Write(Fields fields) => Override(new ModelBehaviour { Latency = fields.Get(_latency) }, fields);

    private ModelBehaviour Override(ModelBehaviour model, Fields fields) => new()
    {
        Latency = fields.Has(_latency) ? fields.Get(_latency) : model.Latency,
        ErrorRate = fields.Has(_errors) ? fields.Get(_errors) : model.ErrorRate,
        Accuracy = fields.Has(_accuracy) ? fields.Get(_accuracy) : model.Accuracy,
        Classes = fields.Has(_classes) ? fields.Get(_classes) : fields.Has(_accuracy) ? ClassMix.None : model.Classes,
        Scores = fields.Has(_scores) ? fields.Get(_scores) : model.Scores,
        Conversion = fields.Has(_conversion) ? fields.Get(_conversion) : model.Conversion,
        Revenue = fields.Has(_revenue) ? fields.Get(_revenue) : model.Revenue,
    };
}
