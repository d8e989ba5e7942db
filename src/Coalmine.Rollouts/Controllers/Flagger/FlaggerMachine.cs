using Coalmine.Rollouts.Controllers.Flagger.Metrics;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>
/// Flagger's decisions for one Canary, tick by tick (fluxcd/flagger 1.44.0, commit 15bd6ad5, <c>pkg/controller/scheduler.go</c>, <c>scheduler_hooks.go</c>). A
/// tick asks hooks and metrics one after another, and the first failure ends it; so it stops at each question and goes on with the answer. Pure; a tick
/// allocates nothing once its list of acts has grown.
/// </summary>
public sealed class FlaggerMachine
{
    private readonly FlaggerProvider _controllerProvider;
    private readonly FlaggerTickContext _tick;
    private FlaggerChecks _checks;
    private FlaggerHookType _asking;
    private FlaggerQuestion _question;

    /// <summary>A machine for one Canary.</summary>
    /// <param name="spec">The object.</param>
    /// <param name="state">Where it stands.</param>
    /// <param name="controller">The controller's own <c>-mesh-provider</c>, used where the object names none.</param>
    public FlaggerMachine(FlaggerCanarySpec spec, FlaggerState state, FlaggerProvider controller)
        : this(new FlaggerTickContext(spec, FlaggerProvider.Of(spec, controller)) { State = state }, FlaggerChecks.Of(spec, controller), controller)
    {
    }

    private FlaggerMachine(FlaggerTickContext tick, FlaggerChecks checks, FlaggerProvider controller)
    {
        _controllerProvider = controller;
        _tick = tick;
        _checks = checks;
    }

    /// <summary>The object; an edit counts from the next tick on.</summary>
    public FlaggerCanarySpec Spec
    {
        get => _tick.Spec;
        set
        {
            if (_question.Kind != FlaggerQuestionKind.None)
                throw new InvalidOperationException("A tick is under way; the object is read when one begins.");
            if (ReferenceEquals(value, _tick.Spec))
                return;
            _tick.Spec = value;
            _tick.Provider = FlaggerProvider.Of(value, _controllerProvider);
            _checks = FlaggerChecks.Of(value, _controllerProvider);
        }
    }

    /// <summary>Where the object stands.</summary>
    public FlaggerState State => _tick.State;

    /// <summary>The canary's weight in percent as the router reports it; for provider kubernetes, which routes nothing, 100 once iterations are counted.</summary>
    public int RoutedWeight => _tick.Weight;

    /// <summary>What was done since the last question, in order; valid until the next call.</summary>
    public ReadOnlySpan<FlaggerAct> Acts => _tick.Acts;

    /// <summary>What is open; <see cref="FlaggerQuestionKind.None"/> between ticks.</summary>
    public FlaggerQuestion Question => _question;

    /// <summary>The metrics' checks, in the order in which a tick asks them.</summary>
    public FlaggerChecks Checks => _checks;


    /// <summary>Runs a tick up to its first question.</summary>
    /// <exception cref="InvalidOperationException">The last tick has not been answered to its end.</exception>
    public FlaggerQuestion Begin(in FlaggerSight sight)
    {
        if (_question.Kind != FlaggerQuestionKind.None)
            throw new InvalidOperationException("The last tick is not over; answer its question first.");
        _tick.Clear();
        _tick.Sight = sight;
        _tick.Held = _tick.State.Phase;
        return _question = Open();
    }

    /// <summary>Goes on with the answer to the open question: whether the hook accepts, or the metric passes.</summary>
    /// <exception cref="InvalidOperationException">Nothing was asked.</exception>
    public FlaggerQuestion Answer(bool isPassed)
    {
        FlaggerQuestion asked = _question;
        _tick.Clear();
        return _question = asked.Kind switch
        {
            FlaggerQuestionKind.Hook => isPassed ? Accept(asked.Index) : Refuse(asked.Index),
            FlaggerQuestionKind.Metric => isPassed ? AskMetric(asked.Index + 1) : FailCheck(FlaggerEvent.MetricFailed, asked.Index),
            _ => throw new InvalidOperationException("Nothing was asked."),
        };
    }

    /// <summary>Somebody changed the routes: decisions read them, so the canary moves.</summary>
    /// <param name="weight">The canary's weight in percent.</param>
    public void SeeRoute(int weight) => _tick.State = _tick.State with { RoutedWeight = Math.Clamp(weight, 0, 100) };

    /// <summary>Puts a state in place, between two rollouts.</summary>
    public void Restore(FlaggerState state)
    {
        _question = FlaggerQuestion.None;
        _tick.Clear();
        _tick.State = state;
    }

    /// <summary>A machine of its own in the same state, also within a tick.</summary>
    public FlaggerMachine Fork() => new(_tick.Copy(), _checks, _controllerProvider) { _question = _question, _asking = _asking };

    private FlaggerQuestion Open()
    {
        if (_tick.Spec.Suspend)
            return End(FlaggerEvent.Suspended);
        if (_tick.State.Phase == FlaggerPhase.Initializing)
        {
            // A rollback of what was never routed fails when it writes the routes, so that past the deadline nothing changes either.
            if (_tick.Sight.Primary != FlaggerReadiness.Ready)
                return End(FlaggerEvent.PrimaryNotReady);
            FlaggerEndings.Initialize(_tick);
        }

        bool isNew = _tick.State.IsNew(_tick.Sight.Target);

        // A failed canary takes note of whatever the target runs, even where the tick then ends early.
        if (_tick.State.Phase == FlaggerPhase.Failed)
            _tick.State = _tick.State with { Applied = _tick.Sight.Target };
        if (!_tick.State.IsRunning && !isNew)
            return FlaggerQuestion.None;
        if (!_tick.Spec.SkipsAnalysis && _tick.Sight.Primary != FlaggerReadiness.Ready)
            return StopForPrimary();
        if (!_tick.State.IsRunning || _tick.State.Phase == FlaggerPhase.Waiting)
            return AskHook(FlaggerHookType.ConfirmRollout, 0);
        if (_tick.State.IsAnalysing && isNew)
        {
            FlaggerEndings.Restart(_tick);
            return FlaggerQuestion.None;
        }

        return Continue();
    }

    private FlaggerQuestion Continue()
    {
        if (_tick.Sight.Canary != FlaggerReadiness.Ready)
        {
            _tick.Record(FlaggerEvent.CanaryNotReady);
            return _tick.Sight.Canary == FlaggerReadiness.PastDeadline ? RollBack() : FlaggerQuestion.None;
        }

        if (_tick.Spec.SkipsAnalysis)
        {
            FlaggerEndings.Skip(_tick);
            return FlaggerQuestion.None;
        }

        if (_tick.State.IsAnalysing)
            return AskHook(FlaggerHookType.Rollback, 0);
        if (_tick.State.Phase == FlaggerPhase.Promoting)
        {
            FlaggerStrategies.ReturnTraffic(_tick);
            return FlaggerQuestion.None;
        }

        FlaggerEndings.Finalise(_tick);
        return AskHook(FlaggerHookType.PostRollout, 0);
    }

    private FlaggerQuestion StopForPrimary()
    {
        _tick.Record(FlaggerEvent.PrimaryNotReady);
        if (_tick.Sight.Primary != FlaggerReadiness.PastDeadline)
            return FlaggerQuestion.None;
        if (_tick.State.Phase is not (FlaggerPhase.Promoting or FlaggerPhase.Finalising))
            return RollBack();
        FlaggerEndings.FailPromotion(_tick);
        return AskHook(FlaggerHookType.PostRollout, 0);
    }

    private FlaggerQuestion Check()
    {
        if (_tick.State.FailedChecks >= _tick.Analysis.EffectiveThreshold)
            return RollBack();
        bool isFirst = _tick.Weight == 0 && _tick.State.Iterations == 0 && !(_tick.Analysis.Mirror && _tick.IsMirrored);
        if (!isFirst)
            return AskHook(FlaggerHookType.Rollout, 0);
        _tick.Record(FlaggerEvent.Starting);
        return AskHook(FlaggerHookType.PreRollout, 0);
    }

    private FlaggerQuestion Advance()
    {
        bool isAdapted = _tick.Provider.IsKubernetes && (_tick.Analysis.HasMatch || _tick.Analysis.Iterations < 1);
        if (isAdapted)
            _tick.Record(FlaggerEvent.ProviderCannotRoute);
        if (!FlaggerStrategies.IsWeighted(_tick))
            return Move();
        if (_tick.Analysis.NextStep(_tick.Weight) <= 0)
            return FlaggerQuestion.None;
        bool isGated = !_tick.IsMirrored && _tick.State.Phase != FlaggerPhase.WaitingPromotion;
        return isGated ? AskHook(FlaggerHookType.ConfirmTrafficIncrease, 0) : Move();
    }

    private FlaggerQuestion Move()
    {
        if (FlaggerStrategies.IsPromotionDue(_tick))
            return AskHook(FlaggerHookType.ConfirmPromotion, 0);
        if (FlaggerStrategies.IsWeighted(_tick))
            FlaggerStrategies.RaiseWeight(_tick);
        else
            FlaggerStrategies.Iterate(_tick);
        return FlaggerQuestion.None;
    }

    private FlaggerQuestion RollBack()
    {
        FlaggerEndings.RollBack(_tick);
        return AskHook(FlaggerHookType.PostRollout, 0);
    }

    /// <summary>Asks the next hook of a type; where there is none, goes on as after the last one.</summary>
    private FlaggerQuestion AskHook(FlaggerHookType type, int from)
    {
        _asking = type;
        for (int i = from; i < _tick.Analysis.Hooks.Length; i++)
            if (_tick.Analysis.Hooks[i].Type == type)
                return new FlaggerQuestion(FlaggerQuestionKind.Hook, i, PhaseSent(type));
        return AfterHooks(type);
    }

    private FlaggerPhase PhaseSent(FlaggerHookType type) => type switch
    {
        FlaggerHookType.ConfirmRollout or FlaggerHookType.Rollback => _tick.Held,
        FlaggerHookType.PostRollout => _tick.State.Phase,
        _ => FlaggerPhase.Progressing,
    };

    private FlaggerQuestion AfterHooks(FlaggerHookType type)
    {
        switch (type)
        {
            case FlaggerHookType.ConfirmRollout:
                FlaggerEndings.StartRun(_tick);
                return FlaggerQuestion.None;
            case FlaggerHookType.Rollback:
                return Check();
            case FlaggerHookType.PreRollout:
                return Advance();
            case FlaggerHookType.Rollout:
                return AskMetric(0);
            case FlaggerHookType.ConfirmTrafficIncrease:
                return Move();
            case FlaggerHookType.ConfirmPromotion:
                FlaggerStrategies.PromoteOrSwitch(_tick);
                return FlaggerQuestion.None;
            default:
                return EndRun();
        }
    }

    private FlaggerQuestion AskMetric(int from)
    {
        if (from >= _checks.All.Length)
            return Advance();
        return _checks.All[from].Problem.Length == 0
            ? new FlaggerQuestion(FlaggerQuestionKind.Metric, from, default)
            : FailCheck(FlaggerEvent.MetricUnusable, from);
    }

    private FlaggerQuestion Accept(int index)
    {
        if (_asking == FlaggerHookType.Rollback)
        {
            _tick.Record(FlaggerEvent.HookPassed, index);
            _tick.Record(FlaggerEvent.RollbackAsked, index);
            return RollBack();
        }

        if (_asking != FlaggerHookType.Rollout)
            _tick.Record(FlaggerEvent.HookPassed, index);
        return AskHook(_asking, index + 1);
    }

    private FlaggerQuestion Refuse(int index)
    {
        switch (_asking)
        {
            case FlaggerHookType.ConfirmRollout:
                if (_tick.State.Phase != FlaggerPhase.Waiting)
                {
                    _tick.State = _tick.State with { Phase = FlaggerPhase.Waiting };
                    _tick.Record(FlaggerEvent.WaitingForRollout, index);
                }

                return FlaggerQuestion.None;
            case FlaggerHookType.Rollback:
                _tick.Record(FlaggerEvent.NoRollbackAsked, index);
                return AskHook(_asking, index + 1);
            case FlaggerHookType.ConfirmTrafficIncrease:
                return End(FlaggerEvent.WaitingForTrafficIncrease, index);
            case FlaggerHookType.ConfirmPromotion:
                return WaitForPromotion(index);
            case FlaggerHookType.PostRollout:
                _tick.Record(FlaggerEvent.HookFailed, index);
                return EndRun();
            default:
                return FailCheck(FlaggerEvent.HookFailed, index);
        }
    }

    /// <summary>Each refusal sets the iterations back by one below those asked for, so that they are counted up again before the hook is asked anew.</summary>
    private FlaggerQuestion WaitForPromotion(int index)
    {
        int iterations = _tick.Iterations - 1;
        if (_tick.State.Phase == FlaggerPhase.WaitingPromotion)
        {
            _tick.State = _tick.State with { Iterations = iterations };
            return FlaggerQuestion.None;
        }

        _tick.State = _tick.State.Turn(FlaggerPhase.WaitingPromotion, iterations);
        return End(FlaggerEvent.WaitingForPromotion, index);
    }

    private FlaggerQuestion FailCheck(FlaggerEvent happened, int index)
    {
        _tick.Record(happened, index);
        _tick.CountFailure();
        return FlaggerQuestion.None;
    }

    private FlaggerQuestion EndRun()
    {
        if (_tick.State.Phase == FlaggerPhase.Succeeded)
            _tick.Record(FlaggerEvent.Promoted);
        return FlaggerQuestion.None;
    }

    private FlaggerQuestion End(FlaggerEvent happened, int index = -1)
    {
        _tick.Record(happened, index);
        return FlaggerQuestion.None;
    }
}
