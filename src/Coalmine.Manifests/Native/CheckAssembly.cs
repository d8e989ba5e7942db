using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Manifests.Native;

/// <summary>
/// Makes checks of entries, one a requirement, with what the policy decides for them; says where an entry does not fit its method or its plan.
/// </summary>
/// <param name="method">The policy's method.</param>
/// <param name="evidence">The policy's minimum of evidence.</param>
/// <param name="hasShadow">Whether the plan has a shadow stage.</param>
/// <param name="said">Takes what is to be said.</param>
internal sealed class CheckAssembly(CheckMethod method, EvidenceMinimum evidence, bool hasShadow, DiagnosticList said)
{
    private readonly ImmutableArray<Located<Check>>.Builder _checks = ImmutableArray.CreateBuilder<Located<Check>>();
    private readonly Dictionary<string, TextPosition> _names = new(StringComparer.Ordinal);

    /// <summary>The checks made so far, each with the place of its requirement.</summary>
    public ImmutableArray<Located<Check>> Checks => _checks.ToImmutable();

    /// <summary>Adds the checks of an entry.</summary>
    public void Add(CheckDraft draft)
    {
        CheckMethod chosen = draft.Method ?? method;
        if (!Fits(draft, chosen))
            return;

        foreach (RequirementDraft requirement in draft.Requirements)
        {
            string name = $"{draft.Subject} {requirement.Written}";
            if (!_names.TryAdd(name, requirement.Position))
            {
                said.Add(requirement.Position, Messages.CheckTwice(name, _names[name].Line));
                continue;
            }

            if (IsRelativeAccuracy(draft, requirement) && chosen is not CheckMethod.Point)
            {
                said.Add(requirement.Position, Messages.RelativeAccuracy(requirement.Written.Split(' ')[^1]));
                continue;
            }

            Check check = new()
            {
                Name = name,
                Metric = draft.Metric.Value,
                Requirement = requirement.Requirement,
                Method = chosen,
                Minimum = draft.Evidence ?? evidence,
                Missing = draft.Missing.Value,
                ComparedAt = requirement.Requirement is Requirement.NotWorseThanBaseline ? draft.ComparedAt : 0,
            };
            if (check.Missing is not MissingRule.Inconclusive)
                said.Add(draft.Missing.Position, check.PassesOnSilence ? Messages.MissingIsUnsafe(name) : Messages.MissingFails(name));
            _checks.Add(new Located<Check>(check, requirement.Position));
        }
    }

    private bool Fits(CheckDraft draft, CheckMethod chosen)
    {
        if (draft.Metric.Value is Metric.Disagreement && !hasShadow)
        {
            said.Add(draft.Metric.Position, Messages.DisagreementWithoutShadow);
            return false;
        }

        if (chosen is CheckMethod.Point)
            return true;

        if (draft.Metric.Value is Metric.Query)
        {
            said.Add(draft.Metric.Position, Messages.QueryNeedsPoint(chosen.Name));
            return false;
        }

        if (draft.Missing.Value is MissingRule.ReadAs)
        {
            said.Add(draft.Missing.Position, Messages.MissingNeedsPoint(chosen.Name));
            return false;
        }

        return true;
    }

    private static bool IsRelativeAccuracy(CheckDraft draft, RequirementDraft requirement) =>
        draft.Metric.Value is Metric.Accuracy && requirement.Requirement is Requirement.NotWorseThanBaseline { Margin: Margin.Relative };
}
