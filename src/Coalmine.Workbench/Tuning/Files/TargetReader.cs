using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Workbench.Tuning.Goals;

namespace Coalmine.Workbench.Tuning.Files;

/// <summary>Reads <c>detected atLeast 95% within 20m in silent-accuracy-drop</c>.</summary>
internal sealed class TargetReader() : ScalarReader<TuningTarget>(
    "target", "a target such as `falseRollback atMost 1%`, `detected atLeast 95% within 20m in silent-accuracy-drop`, `exposure atMost 20000`")
{
    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions) => Fragments.AnyText();

    /// <inheritdoc/>
    protected override bool TryParse(string text, [MaybeNullWhen(false)] out TuningTarget value, out Message problem) =>
        TuningTarget.TryParse(text, out value, out problem);
}
