using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Manifests.Native;

/// <summary>Reads <c>plan:</c>, with its steps as bare <c>weights</c> or written out as <c>steps</c>.</summary>
internal sealed class PlanReader : MappingReader<PlanDraft>
{
    private readonly Key<ImmutableArray<Located<int>>> _weights;
    private readonly Key<ImmutableArray<Located<StepDraft>>> _steps;
    private readonly Key<int> _total;
    private readonly Key<TimeSpan> _every;
    private readonly Key<int> _passes;
    private readonly Key<TimeSpan> _bake;
    private readonly Key<TimeSpan> _shadow;
    private readonly Key<TimeSpan> _shadowEvery;
    private readonly Key<TimeSpan> _maximum;
    private readonly Key<HookNames> _hooks;

    public PlanReader()
        : base("plan", "the plan")
    {
        _weights = Optional("weights", new ListReader<int>(new StepWeightReader(), allowsNone: false));
        _steps = Optional("steps", new ListReader<StepDraft>(new StepReader(), allowsNone: false));
        _total = Optional("total", new WholeNumberReader("total", 1, 1_000_000), 100);
        _every = Optional("every", Units.Duration);
        _passes = Optional("passes", Units.PositiveCount, 1);
        _bake = Optional("bake", Units.DurationOrZero, TimeSpan.Zero);
        _shadow = Optional("shadow", Units.DurationOrZero, TimeSpan.Zero);
        _shadowEvery = Optional("shadowEvery", Units.Duration, TimeSpan.FromMinutes(1));
        _maximum = Required("maximum", Units.Duration);
        _hooks = Optional("hooks", new HooksReader(), HookNames.None);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out PlanDraft value)
    {
        value = null;
        if (fields.Has(_weights) == fields.Has(_steps))
        {
            said.Add(fields.Has(_steps) ? fields.PositionOf(_steps) : fields.Start, Messages.WeightsOrSteps);
            return false;
        }

        ImmutableArray<Located<StepDraft>> drafts = fields.Has(_steps)
            ? fields.Get(_steps)
            : [.. fields.Get(_weights).Select(w => new Located<StepDraft>(new StepDraft(w, null, null, null, null, StepPause.None), w.Position))];
        if (!WeightsHold(drafts, fields.Get(_total), said) || !LooksHold(drafts, fields, said))
            return false;

        value = new PlanDraft(
            new RolloutPlan
            {
                Shadow = fields.Get(_shadow),
                ShadowEvery = fields.Get(_shadowEvery),
                Steps = [.. drafts.Select(d => MakeStep(d.Value, fields))],
                Maximum = fields.Get(_maximum),
                Hooks = fields.Get(_hooks),
            },
            [.. drafts.Select(d => d.Value.Evidence is not null)],
            fields.PositionOf(_maximum));
        return true;
    }

    /// <inheritdoc/>
    protected override void Constrain(JsonObject schema, SchemaDefinitions definitions)
    {
        // Either weights or steps; looks are timed by the plan, or by every step of its own.
        schema["oneOf"] = Fragments.AtLeastOneOf(_weights, _steps);
        JsonObject steps = new() { [_steps.Name] = new JsonObject { ["items"] = Fragments.Needs(_every) } };
        schema["anyOf"] = new JsonArray(Fragments.Needs(_every), new JsonObject { ["required"] = new JsonArray(_steps.Name), ["properties"] = steps });
    }

    private static bool WeightsHold(ImmutableArray<Located<StepDraft>> drafts, int total, DiagnosticList said)
    {
        int before = 0;
        foreach (Located<StepDraft> draft in drafts)
        {
            (int weight, TextPosition position) = draft.Value.Weight;
            if (weight > total)
            {
                said.Add(position, Messages.WeightAboveTotal(weight, total));
                return false;
            }

            if (weight <= before)
            {
                said.Add(position, Messages.WeightFalls(weight, before));
                return false;
            }

            before = weight;
        }

        return true;
    }

    private bool LooksHold(ImmutableArray<Located<StepDraft>> drafts, Fields fields, DiagnosticList said)
    {
        TimeSpan maximum = fields.Get(_maximum);
        foreach (Located<StepDraft> draft in drafts)
        {
            TimeSpan every = draft.Value.Every ?? fields.Get(_every);
            TextPosition position = draft.Value.Every is null ? fields.PositionOf(_every) : draft.Position;
            if (every == TimeSpan.Zero)
            {
                said.Add(fields.Has(_steps) ? draft.Position : fields.Start,
                    Messages.MissingKey("every", fields.Has(_steps) ? "the step" : Owner, Units.Duration.Allowed));
                return false;
            }

            if (every > maximum)
            {
                said.Add(position, Messages.EveryAboveMaximum(DurationReader.Show(every), DurationReader.Show(maximum)));
                return false;
            }
        }

        return true;
    }

    private PlanStep MakeStep(StepDraft draft, Fields fields) => new(
        new TrafficWeight(draft.Weight.Value, fields.Get(_total)),
        draft.Every ?? fields.Get(_every),
        draft.Passes ?? fields.Get(_passes),
        draft.Bake ?? fields.Get(_bake),
        draft.Evidence ?? EvidenceMinimum.None,
        draft.Pause);
}
