using Coalmine.Rollouts.Conditions.Values;

namespace Coalmine.Rollouts.Conditions.Builtins;

/// <summary>What a function may look at beside its arguments.</summary>
/// <param name="Result">The provider's result: <c>default</c> and <c>isNil</c> look at it whatever they are given.</param>
/// <param name="Version">The version of expr.</param>
internal readonly record struct BuiltinContext(Value Result, ExprVersion Version);
