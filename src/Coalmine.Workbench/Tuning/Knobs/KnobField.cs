using Coalmine.Manifests.Lossless;
using Coalmine.Workbench.Tuning.Places;

namespace Coalmine.Workbench.Tuning.Knobs;

/// <summary>Where a knob writes.</summary>
/// <param name="File">In which of the policy's files, from 0.</param>
/// <param name="At">The field.</param>
/// <param name="Number">The number within the field's text; nothing where the field is replaced as a whole.</param>
internal readonly record struct KnobField(int File, NodePath At, NumberInText? Number);
