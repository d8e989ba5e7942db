"""Prints statistics-edges.json: independent 50-digit computations of the definitions, at the edges (no events, all events, one request, ten millions).

Run: python3 statistics-edges.py > statistics-edges.json
"""
import mpmath as mp, json, random, math, itertools
mp.mp.dps=50
random.seed(7)
M=mp.mpf
z=mp.sqrt(2)*mp.erfinv(M('0.95'))
cases=[]
def out(v):
    if v is None or isinstance(v,(str,int,list)): return v
    if v==mp.inf: return '+Inf'
    if v==-mp.inf: return '-Inf'
    return float(v)
def add(method,inp,par,exp,tol):
    cases.append(dict(id=f'{method}-o{len(cases)}',method=method,inputs=inp,parameters=par,expected={k:out(v) for k,v in exp.items()},tolerance=tol, oracle='mpmath 1.3.0, 50 digits'))
def rate(x,n): return M(x)/n
def wil(x,n,z=z):
    p=rate(x,n);c=z*z/n
    h=z*mp.sqrt(p*(1-p)/n+z*z/(4*M(n)**2))
    lo=(p+c/2-h)/(1+c); hi=(p+c/2+h)/(1+c)
    return (M(0) if x==0 else lo, M(1) if x==n else hi)
def newc(x1,n1,x2,n2):
    p1,p2=rate(x1,n1),rate(x2,n2);l1,u1=wil(x1,n1);l2,u2=wil(x2,n2);d=p1-p2
    return d-mp.sqrt((p1-l1)**2+(u2-p2)**2), d+mp.sqrt((u1-p1)**2+(p2-l2)**2)
def rmle(x1,n1,x2,n2,d):
    # maximise loglik by solving score in p2 by bisection (concave)
    lo=max(M(0),-d);hi=min(M(1),1-d)
    def g(p2):
        p1=p2+d; s=M(0)
        def t(x,n,p):
            r=M(0)
            if x>0: r+= mp.inf if p<=0 else x/p
            if n-x>0: r-= mp.inf if p>=1 else (n-x)/(1-p)
            return r
        return t(x1,n1,p1)+t(x2,n2,p2)
    a,b=lo,hi
    for _ in range(170):
        m=(a+b)/2
        if g(m)>0: a=m
        else: b=m
    p2=(a+b)/2
    # snap
    if p2-lo<M(10)**-45: p2=lo
    if hi-p2<M(10)**-45: p2=hi
    return p2+d,p2
def score(x1,n1,x2,n2,d,f):
    p1,p2=rmle(x1,n1,x2,n2,d)
    V=(p1*(1-p1)/n1+p2*(1-p2)/n2)*f
    num=rate(x1,n1)-rate(x2,n2)-d
    if V<M(10)**-40:
        if abs(num)<M(10)**-40: return M(0)
        return mp.inf if num>0 else -mp.inf
    return num/mp.sqrt(V)
def inv(f,est,lo,hi):
    a,b=lo,est
    for _ in range(60):
        m=(a+b)/2
        if f(m)>z: a=m
        else: b=m
    L=(a+b)/2
    a,b=est,hi
    for _ in range(60):
        m=(a+b)/2
        if f(m)<-z: b=m
        else: a=m
    return L,(a+b)/2
arms=[(0,10,0,10),(10,10,0,10),(10,10,10,10),(0,20,3,180),(20,20,17,30),(0,1,0,1),(1,1,0,1),(0,1,1,1),(1,2,1,2),(1,1,5,5),(3,7,2,9),(1,10**7,1,10**7),(0,10**6,5,10**7),(999999,10**6,10**7,10**7),(5,100,500,10**6),(2,3,10**5,10**7),(50,100,50,100)]
for a in arms:
    x1,n1,x2,n2=a;N=M(n1+n2);d=rate(x1,n1)-rate(x2,n2)
    inp=dict(x1=x1,n1=n1,x2=x2,n2=n2)
    nl,nh=newc(*a)
    ml,mh=inv(lambda t:score(*a,t,N/(N-1)),d,M(-1),M(1)); el,eh=inv(lambda t:score(*a,t,M(1)),d,M(-1),M(1))
    add('diff_ci',inp,{},dict(newcombe_lo=nl,newcombe_hi=nh,mn_lo=ml,mn_hi=mh,mee_lo=el,mee_hi=eh),2e-9)
    for mg in (0.02,0.0,-0.05,0.5):
        s=score(*a,M(mg),M(1))
        add('farrington_manning',dict(inp,margin=mg),{},dict(z=s,p=mp.erfc(-s/mp.sqrt(2))/2 if abs(s)!=mp.inf else (M(1) if s>0 else M(0))),1e-7)
    # ratio
    def rs(lphi):
        ph=mp.exp(lphi);A=N*ph;B=-(n1*ph+x1+n2+x2*ph);C=M(x1+x2)
        p2=2*C/(-B+mp.sqrt(B*B-4*A*C));p1=ph*p2
        V=(p1*(1-p1)/n1+ph*ph*p2*(1-p2)/n2)*N/(N-1); num=rate(x1,n1)-ph*rate(x2,n2)
        if V<M(10)**-90:
            return M(0) if abs(num)<M(10)**-40 else (mp.inf if num>0 else -mp.inf)
        return num/mp.sqrt(V)
    if x1+x2>0:
        est=M(-60) if x1==0 else M(60) if x2==0 else mp.log(rate(x1,n1)/rate(x2,n2))
        l,u=inv(rs,est,M(-60),M(60))
        lo=M(0) if x1==0 else mp.exp(l); hi=mp.inf if x2==0 else mp.exp(u)
        e=dict(score_lo=lo,score_hi=hi,rr=mp.inf if x2==0 else rate(x1,n1)/rate(x2,n2))
        if x1 and x2:
            h=z*mp.sqrt(M(1)/x1-M(1)/n1+M(1)/x2-M(1)/n2); e['katz_lo']=e['rr']*mp.exp(-h);e['katz_hi']=e['rr']*mp.exp(h)
        else: e['katz_lo']=e['katz_hi']=None
        add('risk_ratio_ci',inp,{},e,1e-8)
    # fisher
    K=x1+x2
    if n1+n2<1000:
        P=lambda k: M(math.comb(n1,k)*math.comb(n2,K-k))/math.comb(n1+n2,K)
        ks=range(max(0,K-n2),min(K,n1)+1); po=P(x1)
        add('fisher_exact',inp,{},dict(p_two=min(M(1),sum(P(k) for k in ks if P(k)<=po*(1+M(10)**-7))),p_greater=sum(P(k) for k in ks if k>=x1),p_less=sum(P(k) for k in ks if k<=x1),midp_greater=sum(P(k) for k in ks if k>=x1)-po/2),1e-10)
# random fishers
for _ in range(60):
    n1=random.randint(1,300);n2=random.randint(1,300);x1=random.randint(0,n1);x2=random.randint(0,n2);K=x1+x2
    P={k:M(math.comb(n1,k)*math.comb(n2,K-k))/math.comb(n1+n2,K) for k in range(max(0,K-n2),min(K,n1)+1)}; po=P[x1]
    g=sum(v for k,v in P.items() if k>=x1)
    add('fisher_exact',dict(x1=x1,n1=n1,x2=x2,n2=n2),{},dict(p_two=min(M(1),sum(v for v in P.values() if v<=po*(1+M(10)**-7))),p_greater=g,p_less=sum(v for k,v in P.items() if k<=x1),midp_greater=g-po/2),1e-10)
# log martingale sequences
def lB(a,b): return mp.loggamma(a)+mp.loggamma(b)-mp.loggamma(a+b)
def lM(x,n,p,k):
    x=M(x);n=M(n);q=1-p
    return lB(k*p+x,k*q+n-x)-lB(k*p,k*q)-x*mp.log(p)-(n-x)*mp.log(q)
def csr(x,n,f,L):
    # f(p) log martingale ; bisection in logit
    ph=rate(x,n) if n>0 else M('0.5')
    sg=lambda u:1/(1+mp.exp(-u))
    def end(side):
        top=mp.log(ph/(1-ph)) if 0<ph<1 else (M(90) if ph==1 else M(-90))
        far=M(-90) if side<0 else M(90)
        if side<0 and x==0: return M(0)
        if side>0 and x==n: return M(1)
        if f(sg(far))<L: return M(0) if side<0 else M(1)
        a,b=top,far
        for _ in range(120):
            m=(a+b)/2
            if f(sg(m))<L: a=m
            else: b=m
        return sg((a+b)/2)
    return end(-1),end(1)
for x,n,al,t in [(0,1,.05,100),(1,1,.05,100),(1,2,.05,1000),(2,2,.05,1000),(1,50,.05,10),(2,3,.01,1),(0,10**7,.05,1000),(10**7,10**7,.05,1000),(2,10**7,.05,10**6),(5*10**6,10**7,.001,10**4),(9999998,10**7,.05,10**6),(3,4,.5,3),(500,1000,.05,1000),(0,300,.05,5),(7,20,1e-6,50),(3,10**6,.05,10**8)]:
    twice=-2*mp.log(M(al)); k=max(M(t)/(twice+mp.log(1+twice))-1,M(1)/1000)
    lo,hi=csr(x,n,lambda p:lM(x,n,p,k),-mp.log(M(al)))
    add('bernoulli_cs',dict(x=x,n=n,alpha=al,t_opt=t),{},dict(lo=lo,hi=hi),1e-9)
for x,n,w,al,k in [(0,20,.1,.05,100.),(20,20,.1,.05,100.),(1,3,.5,.05,10.),(1000,5000,.25,.01,1.),(0,0,.1,.05,100.),(3,10,.01,.05,1000.)]:
    if n==0: lo,hi=M(0),M(1)
    else: lo,hi=csr(x,n,lambda p:lM(x,n,p,M(k)),-mp.log(M(al)))
    r=lambda t: mp.inf if t==1 else t*(1-M(w))/((1-t)*M(w))
    add('rate_ratio_cs',dict(x_canary=x,n_errors=n,weight=w,alpha=al,k=k),{},dict(theta_lo=lo,theta_hi=hi,ratio_lo=r(lo),ratio_hi=r(hi)),1e-8)
for x,n,al,a,b in [(0,300,.05,1.,99.),(300,300,.05,.5,.5),(1,1,.05,.5,.5),(1,10**7,.05,1.,1.),(0,1,.05,.5,.5),(5000,10**6,.001,2.,300.),(0,0,.05,1.,1.),(3,5,.2,.01,.01)]:
    A,B=M(a),M(b); lb=lB(A+x,B+n-x)-lB(A,B)
    f=lambda p: lb-x*mp.log(p)-(n-x)*mp.log(1-p)
    lo,hi=(M(0),M(1)) if n==0 else csr(x,n,f,-mp.log(M(al)))
    add('binomial_fixed_mixture_cs',dict(x=x,n=n,alpha=al,a=a,b=b),{},dict(lo=lo,hi=hi),1e-9)
def bup(t,a,b): return mp.quad(lambda s: mp.exp((a-1)*mp.log(s)+(b-1)*mp.log(1-s)+2), [t]+[t+(1-t)*M(i)/400 for i in range(1,401)]) 
for x,n,t0,a,b in [(0,0,.1,10.,90.),(5,5,.1,10.,90.),(0,400,.1,10.,90.),(100,200,.3,2.,18.),(40,1000,.05,1.,1.),(30,1000,.02,5.,200.)]:
    up=lambda t,a,b: mp.log(mp.betainc(a,b,M(t),1,regularized=False)) if a+b<500 else mp.log(mp.betainc(a,b,M(t),1,regularized=False))
    v=up(t0,M(a)+x,M(b)+n-x)-up(t0,M(a),M(b))-x*mp.log(M(t0))-(n-x)*mp.log(1-M(t0))
    add('one_sided_error_share_e',dict(x=x,n=n,theta0=t0,a=a,b=b),{},dict(log_e=v),1e-9)
for c,t,k in [([60,30,10],[.5,.3,.2],100.),([0,0],[.5,.5],100.),([10**6,9*10**6],[.1,.9],1000.),([5,0,0,1],[.25,.25,.25,.25],.5),([100000,1],[.5,.5],1.)]:
    v=sum(mp.loggamma(M(k)*M(tt)+cc)-mp.loggamma(M(k)*M(tt)) for cc,tt in zip(c,t))-mp.loggamma(M(k)+sum(c))+mp.loggamma(M(k))-sum(cc*mp.log(M(tt)) for cc,tt in zip(c,t))
    add('multinomial_sequential_test',dict(counts=c,theta0=t,k=k),{},dict(log_e=v,p=min(M(1),mp.exp(-v))),1e-8)
for b,c in [(0,1),(1,0),(5,5),(1000,900),(100000,99000),(0,50),(10**6,10**6+3000)]:
    n=b+c;mn=min(b,c)
    if n<3000:
        cdf=sum(M(math.comb(n,i)) for i in range(0,mn+1))/M(2)**n; pm=M(math.comb(n,mn))/M(2)**n; up=sum(M(math.comb(n,i)) for i in range(b,n+1))/M(2)**n
        chi=M((b-c)**2)/n;cc=M(max(0,abs(b-c)-1)**2)/n
        t=lambda v: mp.erfc(mp.sqrt(v/2))
        add('mcnemar',dict(b=b,c=c),{},dict(p_exact=min(M(1),2*cdf),p_mid=2*cdf-pm,p_greater_exact=up,chi2=chi,chi2_cc=cc,p_chi2=t(chi),p_chi2_cc=t(cc)),1e-9)
def tz(b,c,n,D):
    B=-b-c+(2*n-b+c)*D;C=-c*D*(1-D);q=(mp.sqrt(B*B-8*n*C)-B)/(4*n);V=n*(2*q+D*(1-D));num=b-c-n*D
    if V<M(10)**-40: return M(0) if abs(num)<M(10)**-40 else (mp.inf if num>0 else -mp.inf)
    return num/mp.sqrt(V)
for a,b,c,d in [(0,0,0,10),(10,0,0,0),(0,10,0,0),(0,0,10,0),(5,1,0,5),(0,1,1,0),(1,0,0,0),(100,50,50,10**6),(10**6,300,200,10**7),(3,2,2,3),(40,1,30,2)]:
    n=a+b+c+d
    est=M(b-c)/n
    tl,th=inv(lambda D:tz(M(b),M(c),M(n),D),est,M(-1),M(1))
    p1=M(a+b)/n;p2=M(a+c)/n;l1,u1=wil(a+b,n);l2,u2=wil(a+c,n)
    den=M((a+b)*(c+d)*(a+c)*(b+d));num=M(a*d-b*c)
    if num>0: num=max(M(0),num-M(n)/2)
    ph=num/mp.sqrt(den) if den>0 else M(0)
    lo=est-mp.sqrt((p1-l1)**2-2*ph*(p1-l1)*(u2-p2)+(u2-p2)**2);hi=est+mp.sqrt((u1-p1)**2-2*ph*(u1-p1)*(p2-l2)+(p2-l2)**2)
    add('paired_difference_ci',dict(both_wrong=a,canary_only_wrong=b,baseline_only_wrong=c,both_right=d),{},dict(diff=est,newcombe_lo=lo,newcombe_hi=hi,tango_lo=tl,tango_hi=th),2e-9)
    for mg in (.02,0.,-.1):
        v=tz(M(b),M(c),M(n),M(mg)); add('tango_noninferiority_z',dict(b=b,c=c,n=n,margin=mg),{},dict(z=v,p=mp.erfc(-v/mp.sqrt(2))/2),1e-9)
for x,n in [(0,1),(1,1),(0,10**9),(1,10**9),(10**9,10**9),(10**9-1,10**9),(3,10**9),(5*10**8,10**9),(1,2)]:
    wl,wh=wil(x,n)
    add('proportion_ci',dict(x=x,n=n),dict(confidence=.95),dict(wilson_lo=wl,wilson_hi=wh,cp_lo=M(0) if x==0 else None,cp_hi=M(1) if x==n else None),1e-9)
    if cases[-1]['expected']['cp_lo'] is None: del cases[-1]['expected']['cp_lo']
    if cases[-1]['expected']['cp_hi'] is None: del cases[-1]['expected']['cp_hi']
for x1,n1,x2,n2 in arms:
    p=M(x1+x2)/(n1+n2)
    if 0<p<1:
        E=[n1*p,n1*(1-p),n2*p,n2*(1-p)];O=[x1,n1-x1,x2,n2-x2];cc=min([M('0.5')]+[abs(o-e) for o,e in zip(O,E)])
        X=sum((abs(o-e)-cc)**2/e for o,e in zip(O,E)); 
        if X<M(10)**-40: X=M(0)
        add('two_proportion_yates',dict(x1=x1,n1=n1,x2=x2,n2=n2),{},dict(X2=X,p_two=mp.erfc(mp.sqrt(X/2))),1e-9)
        for var in('pooled','unpooled'):
            V=p*(1-p)*(M(1)/n1+M(1)/n2) if var=='pooled' else rate(x1,n1)*(1-rate(x1,n1))/n1+rate(x2,n2)*(1-rate(x2,n2))/n2
            zz=(rate(x1,n1)-rate(x2,n2))/mp.sqrt(V) if V>0 else M(0)
            add('two_proportion_z',dict(x1=x1,n1=n1,x2=x2,n2=n2),dict(variance=var),dict(z=zz,p_two=mp.erfc(abs(zz)/mp.sqrt(2)),p_greater=mp.erfc(zz/mp.sqrt(2))/2),1e-9)
# order stats brute force
def cdf(k,n,q): return sum(M(math.comb(n,i))*M(q)**i*(1-M(q))**(n-i) for i in range(0,k+1)) if k>=0 else M(0)
for n,q,conf in [(0,.5,.95),(1,.5,.95),(2,.5,.5),(5,.9,.95),(10,.0,.95),(10,1.0,.95),(100,.001,.95),(300,.99,.9),(40,.25,.99),(368,.99,.95),(367,.99,.95)]:
    a=M(1)-M(conf)
    L=max(k for k in range(0,n+2) if cdf(k-1,n,q)<=a/2+M(10)**-18); U=min(k for k in range(0,n+2) if cdf(k-1,n,q)>=1-a/2-M(10)**-18)
    add('quantile_ci_order_stat',dict(n=n,q=q),dict(confidence=conf),dict(lower_index=L,upper_index=U,coverage=cdf(U-1,n,q)-cdf(L-1,n,q)),1e-9)
print('{"meta": {"description": "Edges of the methods, at 50 digits: mpmath 1.3.0, statistics-edges.py"},\n "cases": [')
print(',\n'.join('  ' + json.dumps(case) for case in cases))
print(' ]}')
