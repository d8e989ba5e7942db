namespace Coalmine.Rollouts.Conditions;

/// <summary>Which version of the expression library expr a condition is read with.</summary>
public enum ExprVersion
{
    /// <summary>antonmedv/expr 1.15.5, in Argo Rollouts up to 1.9.</summary>
    Expr115,

    /// <summary>expr-lang/expr 1.17.8, in Argo Rollouts 1.10.</summary>
    Expr117,
}
